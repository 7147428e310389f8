package io.gatehouse.identityprovider.metadata;

import io.gatehouse.identityprovider.markup.Element;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** The asserting parties of a document, however deep the EntitiesDescriptors lie within one another. */
final class Candidates {
    static final String MD = "urn:oasis:names:tc:SAML:2.0:metadata";
    private static final String SAML_2 = "urn:oasis:names:tc:SAML:2.0:protocol";

    private final List<Candidate> found;

    private Candidates(List<Candidate> found) {
        this.found = found;
    }

    /**
     * One asserting party.
     *
     * @param path from the root down to the role: whatever of them is no longer valid makes the role invalid
     */
    record Candidate(String entityId, Element entity, Element role, List<Element> path) {
        // SAML Core 8.3.6 allows 1024; no identity provider comes near, and people must be able to compare it.
        private static final int LONGEST = 256;

        private static final Pattern SCHEME = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]*:.*");

        /** It is compared exactly, so nothing may be in it that nobody sees; that it be a URI vendors take lightly. */
        void judgeEntityId(Findings findings) {
            if (entityId.isBlank() || entityId.length() > LONGEST || !isExact()) {
                findings.add(Rule.ENTITY_ID_INVALID, entity.place(), entityId);
            } else if (!isUri(entityId)) {
                findings.add(Rule.ENTITY_ID_NOT_URI, entity.place(), entityId);
            }
            if (entityId.chars().anyMatch(c -> c > 0x7e)) {
                findings.add(Rule.ENTITY_ID_NOT_ASCII, entity.place(), entityId);
            }
        }

        // A parser turns a line's end in an attribute into a blank. One between words is the worst that vendors do.
        private boolean isExact() {
            boolean plain = entityId.codePoints().allMatch(c -> c == ' ' || isVisible(c));
            boolean blanks = !entityId.equals(entityId.strip())
                    || entityId.contains("  ")
                    || (entityId.contains(" ") && SCHEME.matcher(entityId).matches());
            return plain && !blanks;
        }

        private static boolean isVisible(int c) {
            return switch (Character.getType(c)) {
                case Character.CONTROL,
                        Character.FORMAT,
                        Character.SURROGATE,
                        Character.PRIVATE_USE,
                        Character.UNASSIGNED,
                        Character.SPACE_SEPARATOR,
                        Character.LINE_SEPARATOR,
                        Character.PARAGRAPH_SEPARATOR -> false;
                default -> true;
            };
        }

        private static boolean isUri(String text) {
            try {
                return new URI(text).isAbsolute();
            } catch (URISyntaxException e) {
                return false;
            }
        }
    }

    /** Finds them in metadata, telling why there is none. */
    static Candidates of(Element root, Findings findings) {
        var found = new ArrayList<Candidate>();
        var seen = new Seen();
        collect(root, List.of(), found, seen, findings);
        if (found.isEmpty()) {
            if (seen.saml11) {
                findings.add(Rule.SAML_11_ONLY, root.place(), "");
            } else {
                findings.add(
                        Rule.IDP_ROLE_MISSING,
                        root.place(),
                        seen.roles.isEmpty() ? "no role at all" : String.join(", ", seen.roles));
            }
        }
        return new Candidates(List.copyOf(found));
    }

    List<String> entityIds() {
        return found.stream().map(Candidate::entityId).distinct().toList();
    }

    Optional<Candidate> only(Element root, Findings findings) {
        if (found.size() > 1) {
            findings.add(Rule.SEVERAL_IDPS, root.place(), String.join(", ", entityIds()));
            return Optional.empty();
        }
        return found.stream().findFirst();
    }

    Optional<Candidate> named(String entityId, Element root, Findings findings) {
        var named = found.stream().filter(c -> c.entityId().equals(entityId)).findFirst();
        if (named.isEmpty() && !found.isEmpty()) {
            findings.add(Rule.ENTITY_NOT_FOUND, root.place(), entityId);
        }
        return named;
    }

    private static void collect(
            Element element, List<Element> above, List<Candidate> found, Seen seen, Findings findings) {
        var path = new ArrayList<>(above);
        path.add(element);
        if (element.is(MD, "EntitiesDescriptor")) {
            element.children().forEach(child -> collect(child, path, found, seen, findings));
        } else if (element.is(MD, "EntityDescriptor")) {
            entity(element, path, found, seen, findings);
        }
    }

    private static void entity(
            Element entity, List<Element> path, List<Candidate> found, Seen seen, Findings findings) {
        var idp = entity.children(MD, "IDPSSODescriptor").toList();
        var roles = idp.stream().filter(Candidates::speaksSaml2).toList();
        seen.saml11 |= !idp.isEmpty();
        entity.children().stream()
                .map(c -> c.name().getLocalPart())
                .filter(n -> n.endsWith("Descriptor"))
                .forEach(seen.roles::add);
        if (roles.isEmpty()) {
            return;
        }
        var entityId = entity.attribute("entityID").orElse("");
        if (roles.size() > 1) {
            findings.add(Rule.SEVERAL_IDP_ROLES, roles.get(1).place(), entityId);
        }
        if (!seen.entityIds.add(entityId)) {
            findings.add(Rule.ENTITY_ID_DUPLICATE, entity.place(), entityId);
        }
        var down = new ArrayList<>(path);
        down.add(roles.getFirst());
        found.add(new Candidate(entityId, entity, roles.getFirst(), List.copyOf(down)));
    }

    private static boolean speaksSaml2(Element role) {
        return role.attribute("protocolSupportEnumeration")
                .map(protocols -> Arrays.asList(protocols.strip().split("\\s+")).contains(SAML_2))
                .orElse(false);
    }

    private static final class Seen {
        boolean saml11;
        final HashSet<String> roles = new HashSet<>();
        final HashSet<String> entityIds = new HashSet<>();
    }
}
