package io.gatehouse.saml.message;

import io.gatehouse.saml.markup.Malformed;
import io.gatehouse.saml.markup.Parts;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Element;

/** Attribute values with a form: IDs, versions, times. */
public final class Values {
    /** What a NameID and an Issuer may carry. */
    public static final Set<String> NAME_ATTRIBUTES =
            Set.of("Format", "NameQualifier", "SPNameQualifier", "SPProvidedID");

    // SAML Core 1.3.3: UTC without a zone component. Anything but Z is where two readers of one text may differ.
    private static final Pattern TIME =
            Pattern.compile("\\d{4}-\\d{2}-\\d{2}T([01]\\d|2[0-3]):[0-5]\\d:[0-5]\\d(\\.\\d{1,9})?Z");
    private static final Pattern ID = Pattern.compile("[A-Za-z_][A-Za-z0-9_.-]{0,255}");

    private Values() {}

    /** A time that must be there. */
    public static Instant time(Element element, String name) throws Malformed {
        Instant time = timeOrNull(element, name);
        if (time == null) {
            throw new Malformed(element.getLocalName() + " without " + name);
        }
        return time;
    }

    /** A time, if it is there. */
    public static @Nullable Instant timeOrNull(Element element, String name) throws Malformed {
        String text = Parts.attribute(element, name);
        if (text == null) {
            return null;
        }
        try {
            if (TIME.matcher(text).matches()) {
                return Instant.parse(text);
            }
        } catch (DateTimeException e) {
            throw new Malformed(name + " of " + element.getLocalName() + " is no time");
        }
        throw new Malformed(name + " of " + element.getLocalName() + " is no time in UTC");
    }

    /** The element's ID. */
    public static String id(Element element) throws Malformed {
        String id = Parts.attribute(element, "ID");
        if (id == null || !ID.matcher(id).matches()) {
            throw new Malformed(element.getLocalName() + " without an ID that is a name of at most 256 characters");
        }
        return id;
    }

    /** Refuses every version but 2.0. */
    public static void version(Element element) throws Malformed {
        if (!"2.0".equals(Parts.attribute(element, "Version"))) {
            throw new Malformed("Version of " + element.getLocalName() + " is not 2.0");
        }
    }

    /** Who an Issuer element says it is. */
    public static @Nullable Issuer issuer(@Nullable Element element) throws Malformed {
        return element == null
                ? null
                : new Issuer(Parts.text(element, NAME_ATTRIBUTES), Parts.attribute(element, "Format"));
    }

    /** An attribute that must say something. */
    public static String uri(Element element, String name) throws Malformed {
        String uri = Parts.attribute(element, name);
        if (uri == null || uri.isBlank()) {
            throw new Malformed(element.getLocalName() + " without " + name);
        }
        return uri;
    }
}
