<?php

/**
 * What all entry points have in common.
 *
 * usage: php -n PRODUCT.php [--cert FILE --key FILE] [--latency MS] [--state FILE]
 *   --cert, --key   serve TLS with this certificate and key (PEM)
 *   --latency MS    answer each request that much later; others go on meanwhile
 *   --state FILE    begin with this state, as GET /_control/state gives it
 * Prints 'listening 127.0.0.1:PORT' when it is ready, and ends when its standard input does.      exit: 0, 2 usage
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */

declare(strict_types=1);

namespace Provision\TestServer\Core;

final class CommandLine
{
    /** @param list<string> $arguments as in $argv */
    public static function serve(Product $product, array $arguments): never
    {
        // all of a large answer is made in memory
        ini_set('memory_limit', '2G');
        $product = new Scripted($product);
        $options = ['--cert' => null, '--key' => null, '--latency' => '0', '--state' => null];
        for ($i = 1; $i < count($arguments); $i += 2) {
            if (!array_key_exists($arguments[$i], $options) || !isset($arguments[$i + 1])) {
                fwrite(STDERR, "usage: php -n $arguments[0] [--cert FILE --key FILE] [--latency MS] [--state FILE]\n");
                exit(2);
            }
            $options[$arguments[$i]] = $arguments[$i + 1];
        }
        if ($options['--state'] !== null) {
            $json = (string) file_get_contents($options['--state']);
            $product->importState(json_decode($json, true, 512, JSON_THROW_ON_ERROR), false);
        }
        $server = new Server($product, $options['--cert'], $options['--key'], (int) $options['--latency']);
        $server->run(STDIN);
        exit(0);
    }
}
