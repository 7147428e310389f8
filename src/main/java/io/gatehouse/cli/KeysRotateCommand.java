package io.gatehouse.cli;

import picocli.CommandLine.Command;

/** The keys that can be rolled over. */
@Command(name = "rotate", description = "Rolls keys over.", mixinStandardHelpOptions = true)
final class KeysRotateCommand {}
