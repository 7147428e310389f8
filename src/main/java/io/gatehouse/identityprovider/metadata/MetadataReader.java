package io.gatehouse.identityprovider.metadata;

import io.gatehouse.identityprovider.markup.Element;
import io.gatehouse.identityprovider.markup.EnvelopedSignature;
import io.gatehouse.identityprovider.markup.Limits;
import io.gatehouse.identityprovider.markup.MarkupReader;
import io.gatehouse.identityprovider.markup.MarkupReading.Fault;
import io.gatehouse.identityprovider.markup.MarkupReading.Refused;
import io.gatehouse.identityprovider.markup.MarkupReading.Tree;
import io.gatehouse.identityprovider.markup.PinnedSignature;
import io.gatehouse.identityprovider.metadata.Candidates.Candidate;
import io.gatehouse.identityprovider.metadata.MetadataReading.Verdict;
import java.security.PublicKey;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Reads metadata with the JDK's StAX: no DTD, no entities, bounded in size, depth and count. A pure function but for the clock. */
@Component
public class MetadataReader {
    private static final String SIGN_ON = "SingleSignOnService";

    private final Clock clock;
    private final MarkupReader markup = new MarkupReader(Limits.METADATA);

    /** A reader that judges dates by this clock. */
    public MetadataReader(Clock clock) {
        this.clock = clock;
    }

    /** Reads and lints a document; never throws for what the document is. */
    public MetadataReading read(byte[] document) {
        return read(document, null);
    }

    /** Reads and lints one asserting party of a document that may hold several; null for the only one. */
    public MetadataReading read(byte[] document, @Nullable String entityId) {
        return read(document, entityId, Terms.USUAL);
    }

    /** The same, held against what a connection's settings ask of it. */
    public MetadataReading read(byte[] document, @Nullable String entityId, Terms terms) {
        return switch (markup.read(document)) {
            case Refused refused -> rejected(refused);
            case Tree(var root) -> read(document, root, entityId, terms);
        };
    }

    /**
     * Reads a document that was accepted once, whatever its dates say by now: {@link IdpMetadata#validUntil} tells whoever
     * is about to use it. Empty if it can't be read at all any more.
     */
    public Optional<IdpMetadata> readStored(byte[] document, @Nullable String entityId) {
        if (!(markup.read(document) instanceof Tree(var root))) {
            return Optional.empty();
        }
        var findings = new Findings();
        var chosen = choose(root, entityId, findings);
        // At the beginning of time nothing has expired.
        return chosen.map(c -> value(c, Instant.MIN, Terms.USUAL, findings))
                .filter(v -> findings.none(Finding.Severity.ERROR));
    }

    /** The shortest cacheDuration that a document names, at whatever level (SAML Metadata 2.3); empty if it names none. */
    public Optional<Duration> cacheDuration(byte[] document) {
        return markup.read(document) instanceof Tree(var root) ? Validity.cacheDuration(root) : Optional.empty();
    }

    private MetadataReading read(byte[] document, Element root, @Nullable String entityId, Terms terms) {
        var findings = new Findings();
        if (!isMetadata(root, findings)) {
            return rejected(findings, Vendor.of(root));
        }
        var now = clock.instant();
        var candidates = Candidates.of(root, findings);
        var chosen = pick(candidates, root, entityId, findings);
        var value = chosen.map(c -> value(c, now, terms, findings)).orElse(null);
        if (chosen.isEmpty()) {
            Validity.of(List.of(root), now, findings);
        }
        root.all()
                .filter(e -> e.name().getLocalPart().equals("IPHint"))
                .forEach(e ->
                        findings.add(Rule.IP_HINT_IGNORED, e.place(), e.text().strip()));
        if (terms.signers().isEmpty() || !isSigned(document, root, chosen, terms.signers(), findings)) {
            signature(document, root, chosen, findings);
        }
        var verdict = findings.verdict();
        boolean usable = verdict == Verdict.ACCEPT || verdict == Verdict.ACCEPT_WITH_WARNING;
        var vendor = value != null && usable
                ? value.vendor()
                : Vendor.of(chosen.map(Candidate::entity).orElse(root));
        return new MetadataReading(
                verdict,
                findings.worstFirst(vendor),
                candidates.entityIds(),
                usable ? value : null,
                vendor,
                chosen.map(c -> Position.of(c.entity().place())).orElse(Position.START));
    }

    private static Optional<Candidate> choose(Element root, @Nullable String entityId, Findings findings) {
        return isMetadata(root, findings)
                ? pick(Candidates.of(root, findings), root, entityId, findings)
                : Optional.empty();
    }

    private static Optional<Candidate> pick(
            Candidates candidates, Element root, @Nullable String entityId, Findings findings) {
        return entityId == null ? candidates.only(root, findings) : candidates.named(entityId, root, findings);
    }

    private static boolean isMetadata(Element root, Findings findings) {
        var local = root.name().getLocalPart();
        boolean named = local.equals("EntityDescriptor") || local.equals("EntitiesDescriptor");
        if (named && root.name().getNamespaceURI().equals(Candidates.MD)) {
            return true;
        }
        boolean lost = named && root.name().getNamespaceURI().isEmpty();
        findings.add(
                lost ? Rule.NAMESPACE_MISSING : Rule.NOT_METADATA,
                root.place(),
                root.name().toString());
        return false;
    }

    private static IdpMetadata value(Candidate candidate, Instant now, Terms terms, Findings findings) {
        var role = candidate.role();
        candidate.judgeEntityId(findings);
        var keys = KeyReader.read(role, now, findings);
        var endpoints = new EndpointReader(findings);
        var signOn = endpoints.read(role, SIGN_ON);
        if (signOn.isEmpty()) {
            findings.add(Rule.SSO_ENDPOINT_MISSING, role.place(), candidate.entityId());
        } else if (!terms.httpEndpoints() && signOn.stream().noneMatch(Endpoint::safe)) {
            findings.add(
                    Rule.ENDPOINT_HTTP_ONLY,
                    role.children(Candidates.MD, SIGN_ON)
                            .findFirst()
                            .orElse(role)
                            .place(),
                    "");
        }
        boolean wantsSigned = role.attribute("WantAuthnRequestsSigned")
                .map(w -> w.strip().equals("true") || w.strip().equals("1"))
                .orElse(false);
        if (!wantsSigned && !terms.signsAlways()) {
            findings.add(Rule.REQUESTS_UNSIGNED, role.place(), "");
        }
        return new IdpMetadata(
                candidate.entityId(),
                keys,
                signOn,
                endpoints.read(role, "SingleLogoutService"),
                wantsSigned,
                role.children(Candidates.MD, "NameIDFormat")
                        .map(e -> e.text().strip())
                        .toList(),
                Validity.of(candidate.path(), now, findings),
                Vendor.of(
                        candidate.entityId(),
                        signOn.stream().map(Endpoint::location).toList()));
    }

    // The whole document's signature or the party's own will do: either covers all that is read of the party.
    private static boolean isSigned(
            byte[] document, Element root, Optional<Candidate> chosen, List<PublicKey> signers, Findings findings) {
        var faults = new ArrayList<String>();
        for (var signed : List.of(root, chosen.map(Candidate::entity).orElse(root))) {
            if (EnvelopedSignature.isOn(signed)) {
                var fault = PinnedSignature.fault(document, root, signed, signers);
                if (fault.isEmpty()) {
                    return true;
                }
                faults.add(fault.get());
            }
        }
        if (faults.isEmpty()) {
            findings.add(Rule.SIGNATURE_MISSING, root.place(), "");
        } else {
            findings.add(Rule.SIGNATURE_UNTRUSTED, root.place(), String.join("; ", new LinkedHashSet<>(faults)));
        }
        return false;
    }

    private static void signature(byte[] document, Element root, Optional<Candidate> chosen, Findings findings) {
        var signed = EnvelopedSignature.isOn(root)
                ? root
                : chosen.map(Candidate::entity).orElse(root);
        if (!EnvelopedSignature.isOn(signed)) {
            return;
        }
        switch (EnvelopedSignature.verify(document, signed)) {
            case VALID -> {}
            case SHA1 -> findings.add(Rule.SIGNATURE_SHA1, signed.place(), "");
            case INVALID -> findings.add(Rule.SIGNATURE_INVALID, signed.place(), "");
            case UNVERIFIABLE -> findings.add(Rule.SIGNATURE_UNVERIFIABLE, signed.place(), "");
        }
    }

    private static MetadataReading rejected(Refused refused) {
        var findings = new Findings();
        findings.add(ruleOf(refused.fault()), refused.place(), refused.detail());
        return rejected(findings, Vendor.GENERIC);
    }

    private static MetadataReading rejected(Findings findings, Vendor vendor) {
        return new MetadataReading(
                Verdict.REJECT, findings.worstFirst(vendor), List.of(), null, vendor, Position.START);
    }

    private static Rule ruleOf(Fault fault) {
        return switch (fault) {
            case EMPTY -> Rule.DOCUMENT_EMPTY;
            case TOO_LARGE -> Rule.DOCUMENT_TOO_LARGE;
            case TOO_COMPLEX -> Rule.DOCUMENT_TOO_COMPLEX;
            case ENCODING -> Rule.ENCODING_UNREADABLE;
            case DOCTYPE -> Rule.DOCTYPE;
            case NOT_WELL_FORMED -> Rule.NOT_WELL_FORMED;
        };
    }
}
