<?php

/**
 * package-contents.php: which files of the tree the PECL package carries, and in what role. Required, not run.
 *
 * The rule stands here alone: make-package-xml.php writes package.xml by it, check-package.php compares. Tools,
 * benchmarks and the tests that need more than PHP stay in the repository.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */

declare(strict_types=1);

/** The role of a file by its path, or null when it does not ship. */
function package_role(string $path): ?string
{
    $roles = [
        '#^(config\.m4|config\.w32|Makefile\.frag|php_provision\.h|provision[^/]*\.(c|h|stub\.php))$#' => 'src',
        '#^(glue|backends|lib)/.+\.[ch]$#' => 'src',
        // each module carries its copy of what they share
        '#^whmcs/shared/#' => null,
        '#^(whmcs|vumaerp-api)/#' => 'data',
        '#^tests/(unit|fuzz|nginx|threads|live|whmcs)/#' => null,
        '#^tests/#' => 'test',
        '#^docs/#' => 'doc',
        '#^(README|CHANGELOG|CONTRIBUTING|SECURITY)\.md$|^(LICENSE|CREDITS)$#' => 'doc',
    ];
    foreach ($roles as $pattern => $role) {
        if (preg_match($pattern, $path) === 1) {
            return $role;
        }
    }
    return null;
}

/**
 * The files of a checkout as git sees them: new ones too, ignored ones not.
 *
 * @return list<string> sorted paths
 */
function tree_files(string $root): array
{
    $git = 'git -c safe.directory=' . escapeshellarg($root) . ' -C ' . escapeshellarg($root);
    exec("$git ls-files -co --exclude-standard", $files, $status);
    if ($status !== 0) {
        throw new RuntimeException("$root is no git checkout");
    }
    $files = array_values(array_filter($files, static fn (string $file): bool => is_file("$root/$file")));
    sort($files);
    return $files;
}

/** The <dir> element of package.xml for a tree. */
function package_contents(string $root): string
{
    $lines = ['    <dir name="/">'];
    foreach (tree_files($root) as $file) {
        $role = package_role($file);
        if ($role !== null) {
            $lines[] = sprintf('      <file name="%s" role="%s"/>', htmlspecialchars($file, ENT_XML1), $role);
        }
    }
    $lines[] = '    </dir>';
    return implode("\n", $lines);
}

/** The text of package.xml with the contents put in; null when the text has no place for them. */
function package_xml_with(string $xml, string $contents): ?string
{
    [$start, $end] = ["  <contents>\n", "\n  </contents>"];
    $from = strpos($xml, $start);
    $to = strpos($xml, $end);
    if ($from === false || $to === false) {
        return null;
    }
    return substr($xml, 0, $from + strlen($start)) . $contents . substr($xml, $to);
}
