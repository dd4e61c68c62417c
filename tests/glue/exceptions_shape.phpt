--TEST--
The exception classes: names, parents, readonly facts, first values
--EXTENSIONS--
provision
--FILE--
<?php

declare(strict_types=1);

$extension = new ReflectionExtension('provision');
foreach ($extension->getClasses() as $class) {
    echo $class->isFinal() ? 'final ' : '', $class->name, ' < ', $class->getParentClass()->name, "\n";
}
foreach ((new ReflectionClass(Provision\Exception::class))->getProperties() as $property) {
    if ($property->class === Provision\Exception::class) {
        echo implode(' ', Reflection::getModifierNames($property->getModifiers())), " {$property->getType()} \${$property->name}\n";
    }
}

$exception = new Provision\LimitException('text', 5, new Exception('cause'));
var_dump($exception->getMessage(), $exception->getCode(), $exception->getPrevious()->getMessage());
var_dump($exception->operation, $exception->step, $exception->httpStatus, $exception->backendCode, $exception->retryable,
    $exception->outcomeUnknown, $exception->partial);
foreach (['operation' => 'x', 'partial' => ['x'], 'httpStatus' => 200] as $name => $value) {
    try {
        $exception->$name = $value;
        echo "$name was written\n";
    } catch (Error $e) {
        echo $e->getMessage(), "\n";
    }
}
try {
    clone $exception;
} catch (Error $e) {
    echo $e->getMessage(), "\n";
}
$own = new class ('mine') extends Provision\Exception {
};
var_dump($own->step, $own->getMessage());
?>
--EXPECTF--
Provision\Exception < RuntimeException
final Provision\ConfigurationException < Provision\Exception
final Provision\ConnectionException < Provision\Exception
final Provision\TimeoutException < Provision\Exception
final Provision\AuthenticationException < Provision\Exception
final Provision\PermissionException < Provision\Exception
final Provision\NotFoundException < Provision\Exception
final Provision\ConflictException < Provision\Exception
final Provision\LimitException < Provision\Exception
final Provision\ProtocolException < Provision\Exception
final Provision\RemoteException < Provision\Exception
final Provision\UnsupportedException < Provision\Exception
public readonly string $operation
public readonly string $step
public readonly int $httpStatus
public readonly string $backendCode
public readonly bool $retryable
public readonly bool $outcomeUnknown
public readonly array $partial
string(4) "text"
int(5)
string(5) "cause"
string(0) ""
string(0) ""
int(0)
string(0) ""
bool(false)
bool(false)
array(0) {
}
Cannot modify readonly property Provision\%SException::$operation
Cannot modify readonly property Provision\%SException::$partial
Cannot modify readonly property Provision\%SException::$httpStatus
Trying to clone an uncloneable object of class Provision\LimitException
string(0) ""
string(4) "mine"
