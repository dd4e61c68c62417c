<?php

/**
 * The texts of errors in the languages that the test server speaks: a client must not depend on any of them.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */

declare(strict_types=1);

namespace Provision\TestServer\Comet;

final class Messages
{
    /** Constants of the API, like ERR_TOTP_REQUIRED, are the same in all languages. */
    private const SPANISH = [
        'Unauthorised' => 'No autorizado',
        'Not found' => 'No encontrado',
        'Too many failed logins' => 'Demasiados intentos fallidos',
        'The account is suspended' => 'La cuenta está suspendida',
        'Missing parameter %s' => 'Falta el parámetro %s',
        'Invalid parameter %s' => 'Parámetro %s no válido',
        'The parameter %s is not valid JSON: %s' => 'El parámetro %s no es JSON válido: %s',
        'User not found' => 'Usuario no encontrado',
        'The user already exists' => 'El usuario ya existe',
        'Invalid user name' => 'Nombre de usuario no válido',
        'The password is too short or has line breaks' => 'La contraseña es demasiado corta o tiene saltos de línea',
        'There is no recovery code, and the old password does not fit'
            => 'No hay código de recuperación y la contraseña anterior no coincide',
        'The user name cannot be changed' => 'El nombre de usuario no se puede cambiar',
        'The profile was changed by somebody else' => 'El perfil fue modificado por otra persona',
        'The policy was changed by somebody else' => 'La directiva fue modificada por otra persona',
        'Unknown policy' => 'Directiva desconocida',
        'The policy is in use' => 'La directiva está en uso',
        'Unknown organization' => 'Organización desconocida',
        'Unknown storage template' => 'Plantilla de almacenamiento desconocida',
        'Unknown bucket' => 'Depósito desconocido',
        'Unknown platform' => 'Plataforma desconocida',
        'A quota must not be negative: %s' => 'Una cuota no puede ser negativa: %s',
        'There is no session' => 'No hay sesión',
        'Unknown search: %s' => 'Búsqueda desconocida: %s',
    ];

    public static function translated(string $english, string $language): string
    {
        return str_starts_with(strtolower($language), 'es') ? self::SPANISH[$english] ?? $english : $english;
    }
}
