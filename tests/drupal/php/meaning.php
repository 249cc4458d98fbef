<?php

/**
 * @file
 * Writes what PHP code means: its tokens without spaces and comments.
 *
 * Array brackets are left out, because their two forms mean the same.
 */

$skipped = [T_WHITESPACE, T_COMMENT, T_DOC_COMMENT, T_ARRAY];
foreach (token_get_all(stream_get_contents(STDIN), TOKEN_PARSE) as $token) {
  [$id, $text] = is_array($token) ? $token : [0, $token];
  if (in_array($id, $skipped, TRUE) || in_array($text, ['(', ')', '[', ']'], TRUE)) {
    continue;
  }
  echo $id === T_STRING ? strtolower($text) : $text, "\n";
}
