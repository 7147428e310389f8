package io.gatehouse.cli;

import picocli.CommandLine.Command;

/** Gatehouse's own keys. */
@Command(name = "keys", description = "Gatehouse's own keys.", mixinStandardHelpOptions = true)
final class KeysCommand {}
