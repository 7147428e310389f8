package io.gatehouse.console.connect.wizard;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.gatehouse.console.connect.UploadedForm;
import io.gatehouse.identityprovider.fetch.Fetch;
import io.gatehouse.identityprovider.fetch.MetadataFetcher;
import io.gatehouse.identityprovider.fetch.Validators;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Gets at the document in whichever way it is brought. Nobody has judged its bytes yet. */
@Component
class MetadataIntake {
    // What a browser sends of a text field is UTF-8, whatever the text says of itself.
    private static final Pattern DECLARATION = Pattern.compile("\\A\\uFEFF?\\s*<\\?xml[^>]{0,200}\\?>");

    private static final int LONGEST_ADDRESS = 2000;

    private final MetadataFetcher fetcher;

    MetadataIntake(MetadataFetcher fetcher) {
        this.fetcher = fetcher;
    }

    sealed interface Brought {
        /** Its bytes, and where they were fetched from, if they were. */
        record Document(byte[] bytes, @Nullable URI address) implements Brought {}

        record Nothing(Trouble trouble) implements Brought {}
    }

    /** The document of a form: a file, a text, what is at an address, or the one that was chosen from. */
    Brought of(HttpServletRequest form) {
        return switch (Optional.ofNullable(form.getParameter("from")).orElse("")) {
            case "file" -> file(form);
            case "paste" -> text(parameter(form, "text"));
            case "url" -> at(parameter(form, "url"));
            case "choice" -> again(parameter(form, "document"), parameter(form, "address"));
            default -> new Brought.Nothing(Trouble.of("no-file"));
        };
    }

    private static Brought file(HttpServletRequest form) {
        return UploadedForm.file(form, "file")
                .<Brought>map(bytes -> new Brought.Document(bytes, null))
                .orElseGet(() -> new Brought.Nothing(Trouble.of("no-file")));
    }

    private static Brought text(String text) {
        if (text.isBlank()) {
            return new Brought.Nothing(Trouble.of("no-text"));
        }
        var declared = DECLARATION.matcher(text);
        var mended =
                declared.find() ? "<?xml version=\"1.0\" encoding=\"UTF-8\"?>" + text.substring(declared.end()) : text;
        return new Brought.Document(mended.getBytes(UTF_8), null);
    }

    private Brought at(String address) {
        if (address.isEmpty()) {
            return new Brought.Nothing(Trouble.of("no-address"));
        }
        try {
            var from = new URI(address);
            return switch (fetcher.fetch(from, Validators.NONE)) {
                case Fetch.Fetched fetched -> new Brought.Document(fetched.document(), from);
                case Fetch.NotModified _ -> throw new IllegalStateException("asked without validators");
                case Fetch.Refused refused -> {
                    var evidence = refused.why().evidence().values();
                    yield new Brought.Nothing(Trouble.of(
                            "fetch", String.valueOf(evidence.get("found")), String.valueOf(evidence.get("fix"))));
                }
            };
        } catch (URISyntaxException e) {
            return new Brought.Nothing(Trouble.of("no-address"));
        }
    }

    // What it was chosen from comes again with where that was fetched, both as the page had them.
    private static Brought again(String document, String address) {
        try {
            if (address.length() > LONGEST_ADDRESS) {
                return new Brought.Nothing(Trouble.of("no-address"));
            }
            return new Brought.Document(
                    Base64.getUrlDecoder().decode(document), address.isEmpty() ? null : URI.create(address));
        } catch (IllegalArgumentException e) {
            return new Brought.Nothing(Trouble.of("no-file"));
        }
    }

    private static String parameter(HttpServletRequest form, String name) {
        return Optional.ofNullable(form.getParameter(name)).orElse("").strip();
    }
}
