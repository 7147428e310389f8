package io.gatehouse.reason;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.testing.WrittenDocument;
import java.io.IOException;
import java.io.InputStreamReader;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Properties;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ReasonTextsTests {
    private static final List<String> KINDS =
            List.of("title", "person", "person-next", "administrator", "administrator-next");
    private static final List<String> CALL_KINDS = List.of("title", "administrator", "administrator-next");

    private final Properties texts = load();

    @ParameterizedTest
    @EnumSource(Reason.class)
    void areThereForEachReason(Reason reason) {
        for (var kind : KINDS) {
            assertThat(text(reason, kind)).as(kind).isNotBlank();
        }
    }

    @ParameterizedTest
    @EnumSource(CallReason.class)
    void areThereForEachReasonThatOnlyProgramsMeet(CallReason reason) {
        for (var kind : CALL_KINDS) {
            assertThat(text(reason.code(), kind)).as(kind).isNotBlank();
        }
        assertThat(Reason.ofCode(reason.code())).as("one code, one meaning").isEmpty();
    }

    @Test
    void areThereForNothingElse() {
        var wanted = Stream.concat(
                        Arrays.stream(Reason.values())
                                .flatMap(reason -> KINDS.stream().map(kind -> key(reason.code(), kind))),
                        Arrays.stream(CallReason.values())
                                .flatMap(reason -> CALL_KINDS.stream().map(kind -> key(reason.code(), kind))))
                .toList();
        assertThat(new TreeSet<>(texts.stringPropertyNames())).hasSameElementsAs(wanted);
    }

    @Test
    void doNotTellThePersonWhetherAnAccountExists() {
        var alike = Arrays.stream(Reason.values())
                .filter(reason -> !reason.tellable())
                // Comes only after the right password.
                .filter(reason -> reason != Reason.PASSWORD_CHANGE_REQUIRED)
                .toList();
        assertThat(alike)
                .contains(
                        Reason.ACCOUNT_NOT_INVITED,
                        Reason.ACCOUNT_SUSPENDED,
                        Reason.INVITATION_PENDING,
                        Reason.INVITATION_EXPIRED,
                        Reason.CREDENTIALS_WRONG);
        for (var kind : List.of("title", "person", "person-next")) {
            assertThat(alike).extracting(reason -> text(reason, kind)).containsOnly(text(alike.getFirst(), kind));
        }
    }

    // A text with an argument goes through MessageFormat, which eats apostrophes and braces.
    @Test
    void holdNothingThatAMessageFormatWouldChange() {
        assertThat(texts.values())
                .allSatisfy(text -> assertThat(text.toString()).doesNotContain("'", "{", "}"));
    }

    @Test
    void standInTheReference() {
        WrittenDocument.of("docs/reference/reasons.md").holds(document());
    }

    private String document() {
        return """
                # Reasons

                Why a sign-in, or anything else that leaves a login event, was refused. A code never changes its meaning. This page
                is written from the catalogue in `io.gatehouse.reason.Reason` and from `reasons.properties`.

                *Status* is that of the page or problem that answers. *Severity*: `notice` is everyday, `warning` means that somebody
                should mend something, `alarm` is an attack or a defect. The code is shown to somebody not signed in only where
                it is *tellable*; where it would tell whether an account exists, it is in the login event alone, and all such
                reasons have one text for the person.

                | code | status | severity | tellable |
                | --- | --- | --- | --- |
                """
                + Arrays.stream(Reason.values()).map(ReasonTextsTests::row).collect(joining())
                + Arrays.stream(Reason.values()).map(this::section).collect(joining())
                + """

                # Reasons that only programs meet

                Why a call of the [API](api.md) is not answered, beside the reasons above. They are of `io.gatehouse.reason.CallReason`;
                nobody signs in there, so no person reads of them.

                | code | status | what is the case | what it means | what to do |
                | --- | --- | --- | --- | --- |
                """
                + Arrays.stream(CallReason.values()).map(this::call).collect(joining());
    }

    private String call(CallReason reason) {
        return "| `%s` | %d | %s. | %s | %s |\n"
                .formatted(Stream.concat(
                                Stream.of(reason.code(), reason.status()),
                                CALL_KINDS.stream().map(kind -> text(reason.code(), kind)))
                        .toArray());
    }

    private static String row(Reason reason) {
        return "| [`%1$s`](#%1$s) | %2$d | %3$s | %4$s |\n"
                .formatted(
                        reason.code(),
                        reason.status(),
                        reason.severity().name().toLowerCase(java.util.Locale.ROOT),
                        reason.tellable() ? "yes" : "no");
    }

    private String section(Reason reason) {
        return """

                ## %s

                **The person reads:** %s. %s %s

                **What it means:** %s

                **What to do:** %s
                """.formatted(Stream.concat(
                        Stream.of(reason.code()), KINDS.stream().map(kind -> text(reason, kind)))
                .toArray());
    }

    private String text(Reason reason, String kind) {
        return text(reason.code(), kind);
    }

    private String text(String code, String kind) {
        return Objects.requireNonNullElse(texts.getProperty(key(code, kind)), "");
    }

    private static String key(String code, String kind) {
        return "reason." + code + "." + kind;
    }

    private static Properties load() {
        var properties = new Properties();
        try (var in = Objects.requireNonNull(Reason.class.getResourceAsStream("/reasons.properties"))) {
            properties.load(new InputStreamReader(in, UTF_8));
            return properties;
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
