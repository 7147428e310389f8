package io.gatehouse.identityprovider.metadata;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The page that lists the rules says what the code does; {@code -Dgatehouse.write-docs=true} writes it anew. */
class MetadataRulesDocumentTests {
    private static final Path PAGE = Path.of("docs/reference/metadata-rules.md");

    @Test
    void listsEveryRuleAsTheCodeHasIt() throws IOException {
        if (Boolean.getBoolean("gatehouse.write-docs")) {
            Files.createDirectories(PAGE.getParent());
            Files.writeString(PAGE, page());
        }

        assertThat(PAGE).hasContent(page());
    }

    private static String page() {
        var rows = Arrays.stream(Rule.values())
                .map(r -> "| `%s` | %s | %s | %s |%s"
                        .formatted(
                                r.id(),
                                r.severity().name().toLowerCase(Locale.ROOT),
                                r.meaning(),
                                r.fix(),
                                r.mending().map(m -> " `" + m.code() + "` |").orElse(" |")))
                .collect(Collectors.joining("\n"));
        return """
                # What metadata is checked for

                Each finding names its rule, the line and column where the element begins (both from 1), what was found and
                what to do. A rule's name never changes meaning. An *error* stops the document from being used.

                The verdict: `reject` if there is an error; `choose` if the only error is `several-idps`;
                `accept-with-warning` if a key that counts has a standing weakness (`certificate-expired`,
                `rsa-below-2048`); else `accept`, whatever else there is to warn of.

                Every way in judges by these rules: `lint`, the folder, `POST /api/v1/metadata-lint`, uploads and addresses
                by API, in the console and on the set-up pages. Where a connection has settings, `metadata-signers`,
                `insecure-http-endpoints` and `sign-authn-requests` count; else their defaults do. `lint` and the folder hold each
                partner's entityIDs against the whole folder's, the others against every connection of the database. A
                partner's own administrator or token never learns of another partner's (`entity-id-of-another-partner`,
                `entity-id-like-anothers`).

                Where the last column has a word and the metadata is recognised as a vendor's, what to do ends in that
                vendor's own menu words: those below.

                | rule | severity | what is the case | what to do | there |
                | --- | --- | --- | --- | --- |
                %s

                ## In a vendor's own words
                %s
                """.formatted(
                        rows,
                        Arrays.stream(Mending.values())
                                .map(MetadataRulesDocumentTests::chapter)
                                .collect(Collectors.joining("\n\n")));
    }

    private static String chapter(Mending mending) {
        return Arrays.stream(Vendor.values())
                .flatMap(vendor -> VendorFile.of(vendor).menu(mending).stream())
                .map(menu -> "- " + menu.replace("<", "&lt;"))
                .collect(Collectors.joining("\n", "### `" + mending.code() + "`\n", ""));
    }
}
