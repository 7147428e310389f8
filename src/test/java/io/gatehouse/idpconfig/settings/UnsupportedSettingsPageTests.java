package io.gatehouse.idpconfig.settings;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.idpconfig.names.UnsupportedSetting;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The page is written from the code: {@code mvn test -Dtest=UnsupportedSettingsPageTests -Dgatehouse.write-docs=true}. */
class UnsupportedSettingsPageTests {
    private static final Path PAGE = Path.of("docs/reference/unsupported-settings.md");

    @Test
    void isWhatTheCodeSays() throws IOException {
        if (Boolean.getBoolean("gatehouse.write-docs")) {
            Files.writeString(PAGE, page());
        }
        assertThat(Files.readString(PAGE)).isEqualTo(page());
    }

    private static String page() {
        var page = new StringBuilder("""
                # Unsupported settings

                Settings that people ask for and that Gatehouse does not have, on purpose. They are refused instead of passed
                over, so that nobody believes in a safeguard that is not there. Judged are keys, never values: in partner files
                and API bodies at any depth (not the free names under `attributes`), and under `gatehouse` in properties and
                environment variables. Keys are compared lower-cased, without `-`, `_`, `.` and blanks. This page is written
                from the code.
                """);
        for (var setting : UnsupportedSetting.values()) {
            page.append("""

                    ## %s

                    Code: `%s`.

                    %s

                    Instead: %s.

                    A key is refused if it holds one of %s and one of %s, alone or together with the keys around it, or if it
                    is one of these names:

                    %s
                    """.formatted(
                            setting.title(),
                            setting.reason().code(),
                            setting.why(),
                            setting.alternative(),
                            words(setting.what()),
                            words(setting.how()),
                            setting.names().stream().map(n -> "- `" + n + "`").collect(Collectors.joining("\n"))));
        }
        return page.append("""

                The one exception is `gatehouse.trusted-proxies`, which says whose `X-Forwarded-For` is believed for the
                address in login events; nothing is allowed or denied by it.
                """).toString();
    }

    private static String words(List<String> words) {
        return words.stream().map(w -> "*" + w + "*").collect(Collectors.joining(", "));
    }
}
