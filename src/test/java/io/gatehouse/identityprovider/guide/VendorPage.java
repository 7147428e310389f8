package io.gatehouse.identityprovider.guide;

import static java.util.stream.Collectors.joining;

import io.gatehouse.identityprovider.guide.VendorGuide.Step;
import io.gatehouse.identityprovider.metadata.Mending;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** A guide as the page of {@code docs/how-to} that tells the same. */
record VendorPage(VendorGuide guide) {
    private static final ServiceValues VALUES = new ServiceValues(
            "https://<gatehouse>/saml2/metadata/<id>",
            "https://<gatehouse>/login/saml2/sso/<id>",
            "https://<gatehouse>/logout/saml2/slo/<id>");

    String text() {
        var filled = guide.filled(VALUES);
        return """
                # %s

                <!-- Written from src/main/resources/vendors/%s.yaml, which the set-up pages show too. -->

                Checked against: %s

                ## What you need
                %s

                ## Our side, first half
                Make the provider, in the console, by a set-up link or in `idp-config/<partner>/partner.yaml`. Without metadata it is
                a draft that already serves its own at `%s`:

                ```yaml
                identity-providers:
                  - id: <id>
                ```

                ## Their side
                %s

                Send these attributes; each name is one that is tried by itself for this vendor:

                | what | attribute name | from |
                | --- | --- | --- |
                %s

                ## Our side, second half
                Their metadata:

                %s

                Bring it by URL, by upload or by paste on the set-up page; or put it beside `partner.yaml` and name it there, `metadata:
                <file>` or `metadata-url: <address>`. Every finding is listed with its line and its fix; `java -jar gatehouse.jar lint`
                does the same for the folder.

                ## Prove it
                Make a test sign-in, on the set-up pages or by the button on the provider's page in the console: it opens no portal
                session, and shows what arrived and what every check says of it. Then activate.

                ## What usually goes wrong
                | you see | because |
                | --- | --- |
                %s

                ## Rolling over
                %s

                ## When a finding asks for it
                %s
                """.formatted(
                        guide.name(),
                        guide.vendor().code(),
                        guide.checked(),
                        bullets(guide.needs()),
                        VALUES.entityId(),
                        steps(filled.steps()),
                        attributes(),
                        bullets(guide.metadata()),
                        troubles(),
                        numbered(guide.rollover()),
                        mending());
    }

    private String mending() {
        return guide.mending().isEmpty()
                ? "What each [finding](../reference/metadata-rules.md) asks for has no menu of its own here."
                : Arrays.stream(Mending.values())
                        .map(Mending::code)
                        .filter(guide.mending()::containsKey)
                        .map(code -> "- `" + code + "`: "
                                + cell(String.valueOf(guide.mending().get(code))))
                        .collect(joining(
                                "\n",
                                "By the word in the last column of [what metadata is checked for](../reference/metadata-rules.md):\n\n",
                                ""));
    }

    private static String steps(List<Step> steps) {
        return numbered(steps.stream().map(VendorPage::step).toList());
    }

    private static String step(Step step) {
        var head = "**" + step.where() + "**" + (step.text().isEmpty() ? "" : ": " + step.text());
        return step.values().isEmpty()
                ? head
                : head
                        + step.values().stream()
                                .map(v -> "\n   - " + v.field() + ": `" + v.value() + "`")
                                .collect(joining());
    }

    private String attributes() {
        return guide.attributes().stream()
                .map(a -> "| %s | `%s` | %s |".formatted(a.want(), a.name(), cell(a.from())))
                .collect(joining("\n"));
    }

    private String troubles() {
        return guide.troubles().stream()
                .map(t -> "| %s | %s |".formatted(t.reason() == null ? t.seen() : "`" + t.reason() + "`", t.because()))
                .collect(joining("\n"));
    }

    private static String cell(String text) {
        return text.replace("<", "&lt;");
    }

    private static String bullets(List<String> lines) {
        return lines.stream().map(l -> "- " + cell(l)).collect(joining("\n"));
    }

    private static String numbered(List<String> lines) {
        return IntStream.range(0, lines.size())
                .mapToObj(i -> (i + 1) + ". " + lines.get(i))
                .collect(joining("\n"));
    }
}
