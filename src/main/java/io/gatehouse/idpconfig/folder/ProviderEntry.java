package io.gatehouse.idpconfig.folder;

import io.gatehouse.identityprovider.MetadataSigner;
import io.gatehouse.identityprovider.ProviderSettings;
import io.gatehouse.identityprovider.ProviderSettings.Provisioning;
import io.gatehouse.identityprovider.ProviderSettings.SignAuthnRequests;
import io.gatehouse.identityprovider.ProviderSettings.Unsolicited;
import io.gatehouse.identityprovider.RegistrationId;
import io.gatehouse.identityprovider.metadata.Terms;
import io.gatehouse.idpconfig.yaml.Fields;
import io.gatehouse.idpconfig.yaml.Quoted;
import io.gatehouse.idpconfig.yaml.Text;
import io.gatehouse.idpconfig.yaml.Values;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** One entry of {@code identity-providers}. */
final class ProviderEntry {
    private static final String SIGNERS = "metadata-signers";

    static final Set<String> KEYS = keys(
            "id",
            "metadata",
            "metadata-url",
            "unsolicited",
            "unsolicited-relay-states",
            "sign-authn-requests",
            "require-encrypted-assertions",
            "requested-authn-context",
            "name-id-format",
            "subject",
            "clock-skew",
            "max-assertion-age",
            "attributes",
            "provisioning",
            SIGNERS);

    private static final String TRANSIENT = "urn:oasis:names:tc:SAML:2.0:nameid-format:transient";
    private static final String NAME_ID = "name-id";

    private final Fields fields;
    private final Values values;
    private final MetadataNamed files;
    private final Function<String, Optional<String>> addressFault;

    ProviderEntry(Fields fields, MetadataNamed files, Function<String, Optional<String>> addressFault) {
        this.fields = fields;
        this.values = new Values(fields);
        this.files = files;
        this.addressFault = addressFault;
    }

    Optional<ProviderDeclaration> read() {
        var id = fields.required("id", "add an id of 1 to 64 of a-z, 0-9 and -; it becomes part of the addresses");
        var settings = settings();
        var metadata = metadata(settings.terms());
        if (id.isEmpty()) {
            return Optional.empty();
        }
        if (!RegistrationId.isOne(id.get().value())) {
            fields.findings()
                    .error(
                            id.get().place(),
                            "provider-id-invalid",
                            Quoted.of(id.get().value()) + " is not an identity provider's id.",
                            "use 1 to 64 of a-z, 0-9 and -");
            return Optional.empty();
        }
        return Optional.of(new ProviderDeclaration(
                new RegistrationId(id.get().value()), id.get().place(), settings, metadata));
    }

    private ProviderSettings settings() {
        var usual = ProviderSettings.DEFAULT;
        var unsolicited =
                values.choice("unsolicited", List.of(Unsolicited.values()), ProviderEntry::word, usual.unsolicited());
        var relayStates = words("unsolicited-relay-states");
        if (unsolicited != Unsolicited.ACCEPT && !relayStates.isEmpty()) {
            fields.findings()
                    .warning(
                            fields.at("unsolicited-relay-states"),
                            "no-effect",
                            "Relay states are looked at only with unsolicited: accept.",
                            "remove them, or set unsolicited: accept");
        }
        return new ProviderSettings(
                unsolicited,
                relayStates,
                values.choice(
                        "sign-authn-requests",
                        List.of(SignAuthnRequests.values()),
                        ProviderEntry::word,
                        usual.signAuthnRequests()),
                values.flag("require-encrypted-assertions"),
                words("requested-authn-context"),
                fields.text("name-id-format").map(Text::value).orElse(null),
                subject(),
                values.duration("clock-skew", usual.clockSkew(), Duration.ZERO, Duration.ofMinutes(5)),
                values.duration(
                        "max-assertion-age", usual.maxAssertionAge(), Duration.ofSeconds(1), Duration.ofHours(24)),
                AttributeNames.read(fields),
                values.choice(
                        "provisioning", List.of(Provisioning.values()), ProviderEntry::word, usual.provisioning()),
                signers(),
                InsecureExceptions.read(fields));
    }

    private List<MetadataSigner> signers() {
        var signers = new ArrayList<MetadataSigner>();
        for (var text : fields.texts(SIGNERS)) {
            MetadataSigner.of(text.value())
                    .ifPresentOrElse(
                            signers::add,
                            () -> fields.findings()
                                    .error(
                                            text.place(),
                                            "metadata-signer-invalid",
                                            "This is no certificate that can vouch for metadata.",
                                            "give the signer's certificate as PEM or base64, RSA of 2048 bits or more, or EC"));
        }
        return List.copyOf(signers);
    }

    private @Nullable String subject() {
        var subject = fields.text("subject")
                .map(Text::value)
                .filter(s -> !s.equals(NAME_ID))
                .orElse(null);
        var format = fields.text("name-id-format");
        if (subject == null && format.isPresent() && format.get().value().equals(TRANSIENT)) {
            fields.findings()
                    .error(
                            format.get().place(),
                            "transient-without-subject",
                            "A transient NameID is another one at every sign-in, so it can't identify a person.",
                            "name the attribute that can: subject: <attribute>");
        }
        return subject;
    }

    private MetadataSource metadata(Terms terms) {
        var file = fields.text("metadata");
        var url = fields.text("metadata-url");
        if (file.isPresent() && url.isPresent()) {
            fields.findings()
                    .error(
                            url.get().place(),
                            "metadata-twice",
                            "Both metadata and metadata-url are given.",
                            "keep one of them");
        }
        if (file.isPresent()) {
            return files.read(file.get(), terms);
        }
        return url.flatMap(this::address)
                .<MetadataSource>map(MetadataSource.Url::new)
                .orElseGet(MetadataSource.None::new);
    }

    private Optional<URI> address(Text text) {
        var fault = addressFault.apply(text.value());
        if (fault.isEmpty()) {
            return Optional.of(URI.create(text.value()));
        }
        fields.findings()
                .error(
                        text.place(),
                        "metadata-url-invalid",
                        Quoted.of(text.value()) + " is no address to fetch metadata from: " + fault.get() + ".",
                        "write it as https://idp.example/metadata, with a public host's name and without user or fragment");
        return Optional.empty();
    }

    private List<String> words(String key) {
        return fields.texts(key).stream().map(Text::value).toList();
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static Set<String> keys(String... own) {
        var all = new TreeSet<>(InsecureExceptions.KEYS);
        all.addAll(List.of(own));
        return Set.copyOf(all);
    }
}
