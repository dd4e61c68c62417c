<?php

/**
 * run.php: the fault matrix. For each operation of a product, each of its steps (requests, and messages where a product has them)
 * and each fault of the test server: does
 * the call end well, and does the next one bring the server to the state of an undisturbed run? engine/Trial.php says what
 * exactly a cell has to fulfil. A further product adds its own table beside this file, and nothing else.
 *
 * usage: php run.php [--product=NAME,...] [--operation=TITLE] [--kind=KIND] [--step=N] [--fault=NAME] [--workers=N]
 *                    [--extension=FILE]
 *   --product     mailcow, comet, meshcentral; default: all that have a table here
 *   --operation, --kind, --step, --fault    only these cells; kinds of steps are request, opening and message
 *   --workers     processes at once, each with its own test server; default 24, as most of a run is waiting
 *   --extension   provision.so, when it is not loaded already
 * exit: 0 all cells passed, 1 not, 2 usage.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */

declare(strict_types=1);

namespace Provision\Matrix;

require __DIR__ . '/autoload.php';

function usage(string $complaint): never
{
    preg_match('/^ \* usage:.*?^ \* exit:.*?$/ms', (string) file_get_contents(__FILE__), $lines);
    fwrite(STDERR, "run.php: $complaint\n" . preg_replace('/^ \* /m', '', $lines[0]) . "\n");
    exit(2);
}

/** @return array<string, string> */
function options(array $arguments): array
{
    $options = [
        'product' => '', 'operation' => '', 'kind' => '', 'step' => '', 'fault' => '', 'workers' => '24', 'extension' => '',
    ];
    foreach (array_slice($arguments, 1) as $argument) {
        if (preg_match('/^--(\w+)=(.+)$/D', $argument, $m) !== 1 || !isset($options[$m[1]])) {
            usage("what is $argument?");
        }
        $options[$m[1]] = $m[2];
    }
    return $options;
}

/** The shared object that this process has loaded, so that the workers load the same one. */
function loaded_extension(): string
{
    $maps = extension_loaded('provision') ? (string) @file_get_contents('/proc/self/maps') : '';
    return preg_match('#\s(/\S*provision\.so)$#m', $maps, $m) === 1 ? $m[1] : '';
}

/** @return list<string> */
function worker_command(string $product, string $extension): array
{
    $ini = [
        'extension' => $extension,
        // the server comes back at once, and small ceilings are reached soon
        'provision.dead_server_ms' => '0',
        'provision.max_response_bytes' => '65536',
        'provision.max_list_bytes' => '262144',
        'provision.max_list_message_bytes' => '8388608',
        'memory_limit' => '512M',
        'error_reporting' => '32767',
        'display_errors' => 'stderr',
        'assert.exception' => '1',
    ];
    $arguments = array_merge(...array_map(static fn (string $key) => ['-d', "$key=$ini[$key]"], array_keys($ini)));
    return [PHP_BINARY, '-n', ...$arguments, __DIR__ . '/worker.php', $product];
}

/**
 * @param array<string, string> $options
 * @return list<Cell>
 */
function cells(Product $product, array $options): array
{
    $cells = [];
    foreach ($product->operations() as $title => $operation) {
        $all = [new Cell($title, 'request', 0, 'none')];
        foreach (Faults::KINDS as $kind) {
            foreach ($operation->steps($kind) > 0 ? Faults::all($kind) : [] as $fault) {
                foreach (range(1, $operation->steps($kind)) as $number) {
                    $all[] = new Cell($title, $kind, $number, $fault);
                }
            }
        }
        $cells = [...$cells, ...array_filter($all, static fn (Cell $cell): bool => is_wanted($cell, $options))];
    }
    return $cells;
}

/** @param array<string, string> $options */
function is_wanted(Cell $cell, array $options): bool
{
    return Faults::canStrike($cell)
        && in_array($options['operation'], ['', $cell->operation], true)
        && in_array($options['kind'], ['', $cell->kind], true)
        && in_array($options['step'], ['', (string) $cell->number], true)
        && in_array($options['fault'], ['', $cell->fault], true);
}

/**
 * @param list<Cell> $cells
 * @return list<Grid>
 */
function play(string $product, array $cells, Pool $pool): array
{
    $grids = [];
    foreach ($cells as $cell) {
        $grids[$cell->operation] ??= new Grid($product, $cell->operation);
    }
    $pool->play($cells, static fn (Verdict $verdict) => $grids[$verdict->cell->operation]->add($verdict));
    foreach ($grids as $grid) {
        $grid->print();
    }
    return array_values($grids);
}

$options = options($argv);
$extension = $options['extension'] !== '' ? (string) realpath($options['extension']) : loaded_extension();
if ($extension === '') {
    usage('which provision? Load it, or name its file');
}
$tables = $options['product'] !== '' ? explode(',', $options['product']) : array_diff(
    array_map(static fn (string $file): string => basename($file, '.php'), glob(__DIR__ . '/*.php')),
    ['run', 'worker', 'autoload'],
);
$grids = [];
$began = microtime(true);
foreach ($tables as $name) {
    $cells = cells(require __DIR__ . "/$name.php", $options);
    $pool = new Pool(worker_command($name, $extension), max(1, (int) $options['workers']));
    $grids = [...$grids, ...play($name, $cells, $pool)];
}
// all of them at the end, where nobody has to look for them
array_walk($grids, static fn (Grid $grid) => $grid->printFailures());
$passed = array_sum(array_map(static fn (Grid $grid): int => $grid->passed(), $grids));
$all = array_sum(array_map(static fn (Grid $grid): int => $grid->count(), $grids));
if ($all === 0) {
    usage('no such cell');
}
printf("\n%.0f s\n", microtime(true) - $began);
printf("matrix: %d of %d cells passed\n", $passed, $all);
printf("%d passed, %d failed\n", $passed, $all - $passed);
exit($passed === $all ? 0 : 1);
