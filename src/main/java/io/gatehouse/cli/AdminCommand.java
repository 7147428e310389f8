package io.gatehouse.cli;

import picocli.CommandLine.Command;

/** People, from the command line. */
@Command(name = "admin", description = "Invitations for people.", mixinStandardHelpOptions = true)
final class AdminCommand {}
