package io.gatehouse.cli;

import java.io.PrintWriter;
import java.time.Clock;
import java.util.Arrays;
import java.util.Set;
import java.util.regex.Pattern;
import org.springframework.core.NestedExceptionUtils;
import picocli.CommandLine;

/**
 * The commands of the jar. A new one is a class here with {@code @Command}, and one line in {@link #line}.
 */
public final class Commands {
    private static final Set<String> ABOUT = Set.of("-h", "--help", "-V", "--version");
    // --gatehouse.portal.origin=…, --server.port=…: settings as Spring Boot takes them. No option of ours has a dot or
    // is so long.
    private static final Pattern SETTING = Pattern.compile("--[A-Za-z][\\w\\[\\]-]*\\..*");

    private Commands() {}

    /** Whether these arguments start the gateway: none, {@code serve}, or nothing but settings. */
    public static boolean serve(String... args) {
        boolean about = Arrays.stream(args).anyMatch(ABOUT::contains);
        return !about
                && (args.length == 0
                        || args[0].equals("serve")
                        || SETTING.matcher(args[0]).matches());
    }

    /** The settings among the arguments, for Spring. */
    public static String[] settings(String... args) {
        return Arrays.stream(args).filter(arg -> !arg.equals("serve")).toArray(String[]::new);
    }

    /**
     * Runs the command of these arguments.
     *
     * @param application what is started, without its web half, by a command that needs it
     * @return the exit code: 0 done, 1 not done or something found, 2 unusable arguments or surroundings
     */
    public static int run(Class<?> application, String... args) {
        var settings = Arrays.stream(args)
                .filter(arg -> SETTING.matcher(arg).matches())
                .toList();
        var words = Arrays.stream(args).filter(arg -> !settings.contains(arg)).toArray(String[]::new);
        return line(new CommandContext(application, settings)).execute(words);
    }

    static CommandLine line(CommandContext context) {
        return new CommandLine(new GatehouseCommand())
                .addSubcommand(new ServeCommand())
                .addSubcommand(new LintCommand(Clock.systemUTC()))
                .addSubcommand(new PlanCommand(context))
                .addSubcommand(new CommandLine(new AdminCommand()).addSubcommand(new AdminInviteCommand(context)))
                .addSubcommand(new CommandLine(new TokenCommand()).addSubcommand(new TokenCreateCommand(context)))
                .addSubcommand(new CommandLine(new KeysCommand())
                        .addSubcommand(new CommandLine(new KeysRotateCommand())
                                .addSubcommand(new RotateSigningCommand(context))
                                .addSubcommand(new RotateSamlCommand(context))
                                .addSubcommand(new RotateSealingCommand(context))))
                .setExecutionExceptionHandler(Commands::unusable);
    }

    // What Spring could not start it has reported by itself; anything else is told in one line.
    private static int unusable(Exception exception, CommandLine line, CommandLine.ParseResult parsed) {
        PrintWriter err = line.getErr();
        if (!(exception instanceof CommandContext.NotStarted)) {
            // Spring wraps a cause in the names of all beans on the way to it; the cause is what can be mended.
            err.println(NestedExceptionUtils.getMostSpecificCause(exception));
        }
        return CommandLine.ExitCode.USAGE;
    }
}
