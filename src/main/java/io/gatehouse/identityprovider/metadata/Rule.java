package io.gatehouse.identityprovider.metadata;

import static io.gatehouse.identityprovider.metadata.Finding.Severity.ERROR;
import static io.gatehouse.identityprovider.metadata.Finding.Severity.INFO;
import static io.gatehouse.identityprovider.metadata.Finding.Severity.WARNING;

import io.gatehouse.identityprovider.metadata.Finding.Severity;
import io.gatehouse.reason.Printable;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Everything that metadata is checked for. The id is the name in kebab-case and never changes meaning; the list in
 * {@code docs/reference/metadata-rules.md} is written from here.
 */
public enum Rule {
    DOCUMENT_EMPTY(ERROR, "The document is empty.", "Download the metadata again."),
    DOCUMENT_TOO_LARGE(
            ERROR,
            "The document is larger than 256 KiB.",
            "Upload the metadata of the one identity provider instead of a whole federation's."),
    DOCUMENT_TOO_COMPLEX(
            ERROR,
            "There are more elements (20,000), levels (32) or attributes of one element (64) than any metadata needs.",
            "Upload the metadata of the one identity provider, as the vendor's console exports it."),
    ENCODING_UNREADABLE(
            ERROR,
            "The bytes are not text in the encoding that the document declares, or in one that is read (UTF-8, UTF-16, ISO-8859-1, Windows-1252).",
            "Download the file again instead of pasting it, or save it as UTF-8."),
    DOCTYPE(
            ERROR,
            "There is a document type declaration; nothing of it was read.",
            "Remove the DOCTYPE and all that belongs to it."),
    NOT_WELL_FORMED(
            ERROR,
            "It is not well-formed XML.",
            "Download the file again instead of copying it out of a browser's view, and change nothing in it."),
    NOT_METADATA(
            ERROR,
            "The root is neither EntityDescriptor nor EntitiesDescriptor of SAML 2.0 metadata.",
            "Look for 'federation metadata' or 'identity provider metadata' in the vendor's console; this is another file.",
            Mending.DOCUMENT),
    NAMESPACE_MISSING(
            ERROR,
            "It would be metadata, but its elements are in no namespace: the prefixes were lost in a browser's view.",
            "Save the metadata address with the browser's 'save as' or with curl; don't copy what the browser shows.",
            Mending.DOCUMENT),
    IDP_ROLE_MISSING(
            ERROR,
            "Nothing in it describes an identity provider (IDPSSODescriptor).",
            "This looks like a service provider's metadata; ask for the identity provider's.",
            Mending.DOCUMENT),
    SAML_11_ONLY(
            ERROR,
            "The identity provider speaks SAML 1.1 only.",
            "Switch SAML 2.0 on at the identity provider and export its metadata again.",
            Mending.DOCUMENT),
    SEVERAL_IDPS(
            ERROR,
            "There are several identity providers in it.",
            "Choose one by its entityID, or upload its metadata alone.",
            Mending.DOCUMENT),
    SEVERAL_IDP_ROLES(
            ERROR,
            "The entity has several IDPSSODescriptors for SAML 2.0, so it is open which keys count.",
            "Export metadata with one identity provider role.",
            Mending.DOCUMENT),
    ENTITY_ID_DUPLICATE(
            ERROR,
            "The same entityID is there more than once.",
            "Ask whoever publishes the file; one of the two may be somebody else's.",
            Mending.DOCUMENT),
    ENTITY_NOT_FOUND(
            ERROR, "The entityID asked for is not among its identity providers.", "Choose one of those listed."),
    ENTITY_ID_INVALID(
            ERROR,
            "The entityID is missing, empty, longer than 256 characters, or holds control, invisible or misplaced blank characters.",
            "Set an entityID at the identity provider; a URI of its own is best.",
            Mending.DOCUMENT),
    ENTITY_ID_NOT_URI(
            INFO,
            "The entityID is not an absolute URI.",
            "It works, since it is compared as text. A URI of the partner's own would be sure to be unique."),
    ENTITY_ID_NOT_ASCII(
            WARNING,
            "The entityID holds characters that are not ASCII; some look like others and are not.",
            "Compare it, character by character, with what the partner says; a URI needs none of them."),
    ENTITY_ID_IN_USE(
            WARNING,
            "Another connection of this partner has the same entityID.",
            "Nothing, if the tenant has several applications for this portal; else change the connection that is there."),
    ENTITY_ID_OF_ANOTHER_PARTNER(
            WARNING,
            "A connection of another partner has the same entityID.",
            "Make sure whose identity provider it is; two partners share one only if they share a tenant."),
    ENTITY_ID_LIKE_ANOTHERS(
            WARNING,
            "The entityID looks like that of another partner's connection and is not the same.",
            "Make sure whose identity provider it is before it is activated; somebody may want to be taken for the other."),
    METADATA_EXPIRED(
            ERROR,
            "The metadata's validUntil has passed.",
            "Download it again; if the copy is fresh, the identity provider publishes stale metadata.",
            Mending.DOCUMENT),
    METADATA_EXPIRES_SOON(
            WARNING,
            "The metadata's validUntil is less than 30 days away.",
            "Set a metadata-url so that it is refreshed, or plan to upload it again; sign-ins stop on that day.",
            Mending.DOCUMENT),
    VALIDITY_UNREADABLE(ERROR, "validUntil is not a date and time.", "Download the metadata again.", Mending.DOCUMENT),
    SIGNING_KEY_MISSING(
            ERROR,
            "There is no usable signing key.",
            "Switch signing on at the identity provider and export its metadata with the signing certificate.",
            Mending.DOCUMENT),
    KEY_UNREADABLE(
            WARNING,
            "A certificate can't be read, or its key is of a kind that signs nothing here (RSA and EC do).",
            "Download the metadata again instead of copying it; if it stays, the identity provider's certificate is damaged.",
            Mending.DOCUMENT),
    CERTIFICATE_MISSING(
            WARNING,
            "A KeyDescriptor has no certificate (a key's name or bare value is no key here).",
            "Export the metadata with embedded certificates (X509Certificate).",
            Mending.DOCUMENT),
    KEY_TOO_SMALL(
            WARNING,
            "A key can be broken (RSA under 1024 bits, EC under 224), so it counts as none.",
            "Have the partner make a new signing key of 2048 bits or more.",
            Mending.KEY),
    RSA_BELOW_2048(
            WARNING,
            "An RSA signing key has fewer than 2048 bits. It is accepted with a standing warning.",
            "Plan a new signing key of 2048 bits or more with the partner.",
            Mending.KEY),
    CERTIFICATE_EXPIRED(
            WARNING,
            "A signing certificate has expired. Trust is by key, so it still counts.",
            "Ask the partner whether this key is still in use, and for metadata without it if not.",
            Mending.KEY),
    CERTIFICATE_EXPIRES_SOON(
            WARNING,
            "A signing certificate expires within 90, 30 or 7 days.",
            "Ask the partner when the key changes; upload the new metadata before, both keys count meanwhile.",
            Mending.KEY),
    CERTIFICATE_NOT_YET_VALID(INFO, "A signing certificate is not valid yet.", "Nothing: it counts already."),
    CERTIFICATE_CHAIN(
            INFO,
            "A KeyDescriptor holds a chain; only the certificate at its end is a key, not who issued it.",
            "Nothing, unless responses are signed by another key of the chain."),
    KEY_DUPLICATE(INFO, "The same key is listed more than once.", "Nothing: it counts once."),
    KEY_USE_MISSING(
            INFO, "A KeyDescriptor doesn't say what for; it counts for signing.", "Nothing: SAML means both then."),
    SSO_ENDPOINT_MISSING(
            ERROR,
            "There is no usable SingleSignOnService with HTTP-Redirect or HTTP-POST.",
            "Switch HTTP-Redirect or HTTP-POST on at the identity provider, with an https address.",
            Mending.BINDING),
    ENDPOINT_HTTP(
            WARNING,
            "An endpoint is plain http; it is used only with insecure-http-endpoints.",
            "Have the partner publish it with https.",
            Mending.ENDPOINT),
    ENDPOINT_IP_ADDRESS(
            WARNING,
            "An endpoint's host is an IP address instead of a name; it is used only with insecure-http-endpoints.",
            "Have the partner publish it with the host's name.",
            Mending.ENDPOINT),
    ENDPOINT_HTTP_ONLY(
            WARNING,
            "Every sign-on endpoint is plain http or at an IP address: it stays a draft, and can't be activated like this.",
            "Have the partner publish one with https and a host's name, or allow it with insecure-http-endpoints: true.",
            Mending.ENDPOINT),
    ENDPOINT_INTERNAL_HOST(
            INFO,
            "An endpoint's host is known only inside a network, or on one machine.",
            "Nothing, if everybody signs in from inside; else have the partner publish an address for all.",
            Mending.ENDPOINT),
    ENDPOINT_UNUSABLE(
            WARNING,
            "An endpoint's address is not an absolute https address without user and fragment at a host that can be meant, so it is ignored.",
            "Correct the address at the identity provider.",
            Mending.ENDPOINT),
    ENDPOINT_BINDING_UNSUPPORTED(
            INFO,
            "An endpoint's binding is not one that is used here.",
            "Nothing, as long as there is another endpoint."),
    ENDPOINT_DUPLICATE(INFO, "The same endpoint is listed more than once.", "Nothing: it counts once."),
    REQUESTS_UNSIGNED(
            INFO,
            "The metadata doesn't ask for signed requests, and the settings sign only where asked.",
            "Nothing, or sign-authn-requests: always; an identity provider that checks them knows who asks.",
            Mending.REQUESTS),
    IP_HINT_IGNORED(
            INFO,
            "There is an IPHint. It is a hint for discovery and restricts nobody; it is ignored.",
            "Nothing. Who has to restrict addresses does it at the identity provider."),
    SIGNATURE_MISSING(
            ERROR,
            "A metadata signer is configured, and the document carries no signature.",
            "Take the signed document from whoever publishes it, or remove metadata-signers.",
            Mending.SIGNATURE),
    SIGNATURE_UNTRUSTED(
            ERROR,
            "A metadata signer is configured, and the document's signature is not by its key, or not over all that counts.",
            "Take the document again from whoever publishes it. Add a new signer's certificate to metadata-signers only after comparing its fingerprint with them.",
            Mending.SIGNATURE),
    SIGNATURE_SHA1(
            INFO,
            "The document's own signature uses SHA-1, so it was not looked at.",
            "Nothing for the metadata: its keys are trusted because of who uploaded it. See that responses are signed with SHA-256, since SHA-1 is refused there.",
            Mending.ALGORITHM),
    SIGNATURE_INVALID(
            WARNING,
            "The document's own signature doesn't verify: it was edited after signing.",
            "Make sure where the file comes from; compare the certificates' fingerprints with the partner.",
            Mending.DOCUMENT),
    SIGNATURE_UNVERIFIABLE(
            INFO,
            "The document's own signature can't be verified with what is in it.",
            "Nothing: keys are trusted because of who uploaded them.");

    private static final int LONGEST = 500;

    private final Severity severity;
    private final String meaning;
    private final String fix;
    private final @Nullable Mending mending;
    private final String id = name().toLowerCase(Locale.ROOT).replace('_', '-');

    Rule(Severity severity, String meaning, String fix) {
        this(severity, meaning, fix, null);
    }

    Rule(Severity severity, String meaning, String fix, @Nullable Mending mending) {
        this.severity = severity;
        this.meaning = meaning;
        this.fix = fix;
        this.mending = mending;
    }

    /** A finding of this rule in metadata of this vendor, with what was found. */
    public Finding at(Vendor vendor, Position position, String found) {
        var message = found.isEmpty() ? meaning : meaning + " Found: " + Printable.of(found, LONGEST);
        return new Finding(id, severity, position, message, fix(vendor));
    }

    /** What to do about it, and where in this vendor's own menus if it is done there. */
    public String fix(Vendor vendor) {
        return Optional.ofNullable(mending)
                .flatMap(VendorFile.of(vendor)::menu)
                .map(menu -> fix + " " + menu)
                .orElse(fix);
    }

    /** The stable kebab-case id. */
    public String id() {
        return id;
    }

    /** Whether it stops the document from being used. */
    public Severity severity() {
        return severity;
    }

    /** What is the case when it is found, in a sentence. */
    public String meaning() {
        return meaning;
    }

    /** What to do about it, whoever's metadata it is. */
    public String fix() {
        return fix;
    }

    /** What has to be mended at the identity provider, if anything. */
    public Optional<Mending> mending() {
        return Optional.ofNullable(mending);
    }

    /** Whether it turns {@code accept} into {@code accept-with-warning}: a standing weakness of a key that counts. */
    public boolean standing() {
        return this == CERTIFICATE_EXPIRED || this == RSA_BELOW_2048;
    }
}
