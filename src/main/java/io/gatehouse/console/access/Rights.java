package io.gatehouse.console.access;

import io.gatehouse.partner.PartnerId;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What an address of the console asks for, and who may ask. All of it is decided here, by method and path alone and before
 * any controller: what lies below a partner's address is for who sees that partner, everything else for the vendor's own
 * people; to look takes one right, to change another. Only what stands in a list is a partner's own administrators' to change. An address nobody thought of is the vendor's administrators' only.
 */
final class Rights {
    private static final Pattern PARTNERS = Pattern.compile("/console/partners/([^/]*)(/.*)?");

    /** What a partner's own administrators may change; the rest of their partner they only see. */
    private static final Pattern THEIRS = Pattern.compile(
            "/people|/people/[^/]+/(invite|unlock)|/domains/[^/]+/check|/connect|/connect-links(/.*)?|/identity-providers(/.*)?");

    /** What partners' administrators come by without a partner in the address. */
    private static final Set<String> EVERYBODYS = Set.of("/console", "/console/", "/console/sign-out");

    private Rights() {}

    static boolean allow(Administrator who, String method, String path) {
        if (EVERYBODYS.contains(path)) {
            return true;
        }
        boolean looks = method.equals("GET") || method.equals("HEAD");
        var partners = PARTNERS.matcher(path);
        if (!partners.matches()) {
            return looks ? who.seesAll() : who.mayChangeAll();
        }
        if (!PartnerId.isOne(partners.group(1))) {
            return false;
        }
        var partner = new PartnerId(partners.group(1));
        if (looks) {
            return who.sees(partner);
        }
        var below = partners.group(2) == null ? "" : partners.group(2);
        return who.mayChangeAll()
                || who.mayChange(partner) && THEIRS.matcher(below).matches();
    }
}
