package io.gatehouse.cli;

import picocli.CommandLine.Command;

/** The tokens programs show at /api/v1. */
@Command(name = "token", description = "Tokens for programs.", mixinStandardHelpOptions = true)
final class TokenCommand {}
