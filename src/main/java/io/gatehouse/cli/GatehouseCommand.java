package io.gatehouse.cli;

import picocli.CommandLine.Command;

/** The jar itself. */
@Command(
        name = "gatehouse",
        description = "The gate in front of a partner portal. Without a command it serves.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        synopsisSubcommandLabel = "[COMMAND]",
        footer = {
            "",
            "Settings can be given to every command as --name=value, such as",
            "--spring.datasource.url=…, besides application.yaml and environment variables.",
            "Exit codes: 0 done, 1 not done or something found, 2 unusable."
        })
final class GatehouseCommand {}
