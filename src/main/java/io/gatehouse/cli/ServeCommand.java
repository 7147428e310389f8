package io.gatehouse.cli;

import picocli.CommandLine.Command;

/** Tells what {@code serve} does; the main method itself starts the gateway, before any command line is parsed. */
@Command(
        name = "serve",
        description = {
            "Starts the gateway (the default).",
            "Settings: --name=value, application.yaml or environment variables."
        },
        mixinStandardHelpOptions = true)
final class ServeCommand {}
