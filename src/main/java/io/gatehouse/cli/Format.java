package io.gatehouse.cli;

/** How findings and plans are printed. */
enum Format {
    text,
    json,
    sarif
}
