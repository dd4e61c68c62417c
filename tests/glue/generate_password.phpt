--TEST--
provision_generate_password() meets its policy, and refuses what it does not know or cannot meet
--EXTENSIONS--
provision
--INI--
pcre.jit=0
--FILE--
<?php

declare(strict_types=1);

$default = '/^(?=.*[a-z])(?=.*[A-Z])(?=.*[0-9])(?=.*[-_.+:=])[a-zA-Z0-9][a-zA-Z0-9_.+:=-]{20}[a-zA-Z0-9]$/D';
$seen = $letters = [];
for ($i = 0; $i < 2000; $i++) {
    $password = provision_generate_password();
    if (preg_match($default, $password) !== 1 || strpbrk($password, '0Oo1lI') !== false) {
        echo "unexpected: $password\n";
    }
    $seen[$password] = true;
    $letters += array_flip(str_split($password));
}
echo count($seen), ' different ones of ', count($letters), " characters\n";

$count = static fn (string $pattern, string $text): int => preg_match_all($pattern, $text);
$policies = [
    [['length' => 8], fn ($p) => strlen($p) === 8],
    [['length' => 256], fn ($p) => strlen($p) === 256],
    [['symbols' => false], fn ($p) => preg_match('/^[a-zA-Z0-9]{22}$/D', $p) === 1],
    [['symbols' => true], fn ($p) => preg_match($default, $p) === 1],
    [['symbols' => '#'], fn ($p) => preg_match('/^(?=.*#)[a-zA-Z0-9#]{22}$/D', $p) === 1],
    [['min_lower' => 15], fn ($p) => $count('/[a-z]/', $p) >= 15],
    [['min_upper' => 15], fn ($p) => $count('/[A-Z]/', $p) >= 15],
    [['min_digits' => 15], fn ($p) => $count('/[0-9]/', $p) >= 15],
    [['min_symbols' => 15], fn ($p) => $count('/[^a-zA-Z0-9]/', $p) >= 15],
    [['length' => 8, 'min_lower' => 2, 'min_upper' => 2, 'min_digits' => 2, 'min_symbols' => 2],
        fn ($p) => $count('/[a-z]/', $p) === 2 && $count('/[A-Z]/', $p) === 2 && $count('/[0-9]/', $p) === 2],
];
foreach ($policies as [$policy, $holds]) {
    for ($i = 0; $i < 200; $i++) {
        if (!$holds($password = provision_generate_password($policy))) {
            echo json_encode($policy), ": $password\n";
        }
    }
}

$length = 9;
echo strlen(provision_generate_password(['length' => &$length])), "\n";

$refused = [
    ['length' => 7], ['length' => 257], ['length' => -1], ['length' => PHP_INT_MAX], ['length' => '22'], ['length' => 22.0],
    ['length' => null], ['min_lower' => -1], ['min_lower' => 23], ['min_digits' => true],
    ['length' => 8, 'min_lower' => 5, 'min_upper' => 5], ['symbols' => ''], ['symbols' => 'a'], ['symbols' => 'é'],
    ['symbols' => "#\0"], ['symbols' => ' '], ['symbols' => 1], ['symbols' => false, 'min_symbols' => 1],
    ['min_symbols' => 1, 'symbols' => false], ['Length' => 10], ['digits' => 3], [22], ['' => 1],
];
foreach ($refused as $policy) {
    try {
        $answer = provision_generate_password($policy);
    } catch (ValueError | TypeError $e) {
        $answer = $e::class . ': ' . substr($e->getMessage(), strlen('provision_generate_password(): Argument #1 ($policy) '));
    }
    echo json_encode($policy), ' ', $answer, "\n";
}
?>
--EXPECT--
2000 different ones of 62 characters
9
{"length":7} ValueError: was refused: the length of a password must be from 8 to 256
{"length":257} ValueError: must have a number between 0 and 256 under "length"
{"length":-1} ValueError: must have a number between 0 and 256 under "length"
{"length":9223372036854775807} ValueError: must have a number between 0 and 256 under "length"
{"length":"22"} TypeError: must have an int under "length", string given
{"length":22} TypeError: must have an int under "length", float given
{"length":null} TypeError: must have an int under "length", null given
{"min_lower":-1} ValueError: must have a number between 0 and 256 under "min_lower"
{"min_lower":23} ValueError: was refused: the password policy cannot be met: the classes want more characters than its length has
{"min_digits":true} TypeError: must have an int under "min_digits", bool given
{"length":8,"min_lower":5,"min_upper":5} ValueError: was refused: the password policy cannot be met: the classes want more characters than its length has
{"symbols":""} ValueError: must have a non-empty text without NUL under "symbols"
{"symbols":"a"} ValueError: was refused: the password policy cannot be met: its symbols must be printable ASCII other than letters, digits and the blank
{"symbols":"\u00e9"} ValueError: was refused: the password policy cannot be met: its symbols must be printable ASCII other than letters, digits and the blank
{"symbols":"#\u0000"} ValueError: must have a non-empty text without NUL under "symbols"
{"symbols":" "} ValueError: was refused: the password policy cannot be met: its symbols must be printable ASCII other than letters, digits and the blank
{"symbols":1} TypeError: must have a bool or string under "symbols", int given
{"symbols":false,"min_symbols":1} ValueError: must not want symbols and forbid them
{"min_symbols":1,"symbols":false} ValueError: must not want symbols and forbid them
{"Length":10} ValueError: must not have the unknown key "Length"
{"digits":3} ValueError: must not have the unknown key "digits"
[22] ValueError: must have names as keys
{"":1} ValueError: must not have the unknown key ""
