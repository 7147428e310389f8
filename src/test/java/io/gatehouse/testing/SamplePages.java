package io.gatehouse.testing;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The pages of a {@link SampleIdentityProvider}; they work without scripts. */
record SamplePages(String name, List<SamplePerson> people) {
    private static final String STYLE = """
            :root{color-scheme:light dark;font-family:system-ui,sans-serif;--ink:#1d3557;--paper:#f1f5f9;--card:#fff}
            @media(prefers-color-scheme:dark){:root{--ink:#dbe7f5;--paper:#10151c;--card:#1a222d}}
            body{margin:0;background:var(--paper);color:var(--ink)}
            main{max-width:26rem;margin:12vh auto;padding:2rem;background:var(--card);border-radius:1rem;box-shadow:0 8px 30px #0002}
            h1{font-size:1.4rem;margin:0 0 .3rem}p{margin:0 0 1.2rem;opacity:.8}
            button{display:block;width:100%;margin:.6rem 0;padding:.8rem 1rem;font:inherit;text-align:left;border:1px solid #8fa3bf;border-radius:.6rem;background:transparent;color:inherit;cursor:pointer}
            button:hover,button:focus{border-color:#2a6fdb;outline:2px solid #2a6fdb}small{display:block;opacity:.7}
            """;

    /** Who signs in? */
    String people(Map<String, String> carried) {
        String buttons = people.stream()
                .map(p -> """
                        <button name="email" value="%s">%s<small>%s</small></button>""".formatted(e(p.email()), e(p.givenName() + " " + p.familyName()), e(p.email())))
                .collect(Collectors.joining("\n"));
        return page("""
                <p>This is a sample identity provider. Who are you?</p>
                <form method="post" action="/chosen">%s
                %s</form>""".formatted(hidden(carried), buttons));
    }

    /** Back to the service provider with a response, by itself where scripts run. */
    String back(String acs, String response, String relayState) {
        var carried = relayState == null || relayState.isEmpty()
                ? Map.of("SAMLResponse", response)
                : Map.of("SAMLResponse", response, "RelayState", relayState);
        return page("""
                <form method="post" action="%s">%s
                <noscript><button>Continue</button></noscript></form>
                <script>document.forms[0].submit()</script>""".formatted(e(acs), hidden(carried)));
    }

    private String page(String content) {
        return """
                <!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
                <title>%s</title><style>%s</style></head><body><main><h1>%s</h1>%s</main></body></html>
                """.formatted(e(name), STYLE, e(name), content);
    }

    private static String hidden(Map<String, String> values) {
        return values.entrySet().stream()
                .map(v -> "<input type=\"hidden\" name=\"" + e(v.getKey()) + "\" value=\"" + e(v.getValue()) + "\">")
                .collect(Collectors.joining());
    }

    private static String e(String text) {
        return ResponseText.escaped(text);
    }
}
