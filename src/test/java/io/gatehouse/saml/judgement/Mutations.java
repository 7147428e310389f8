package io.gatehouse.saml.judgement;

import io.gatehouse.testing.Xml;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.BiConsumer;
import org.w3c.dom.Attr;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/** Changes of bits, bytes and tags, one or a few at a time; the same ones for the same seed. */
final class Mutations {
    private static final byte[] TELLING = "<>&\"'/=# \n\0-!?:;[]AZaz09\u00ff".getBytes(StandardCharsets.ISO_8859_1);
    private static final int LONGEST_RUN = 64;

    private final Random random;
    private final byte[] response;
    private final byte[] other;
    private final Document document;
    private final Document stranger;

    /** Changes of a response, which may take pieces of the other one. */
    Mutations(long seed, byte[] response, byte[] other) {
        this.random = new Random(seed);
        this.response = response;
        this.other = other;
        this.document = Xml.parse(new String(response, StandardCharsets.UTF_8));
        this.stranger = Xml.parse(new String(other, StandardCharsets.UTF_8));
    }

    /** The response with something changed. */
    byte[] next() {
        return random.nextBoolean() ? bytes() : tags();
    }

    private byte[] bytes() {
        byte[] changed = response.clone();
        int at = random.nextInt(changed.length);
        int run = 1 + random.nextInt(LONGEST_RUN);
        switch (random.nextInt(6)) {
            case 0 -> changed[at] ^= (byte) (1 << random.nextInt(8));
            case 1 -> changed[at] = TELLING[random.nextInt(TELLING.length)];
            case 2 -> changed = joined(part(changed, 0, at), part(changed, at + run, changed.length));
            case 3 -> changed = joined(part(changed, 0, at + run), part(changed, at, changed.length));
            case 4 -> {
                byte[] moved = part(changed, at, at + run);
                byte[] rest = joined(part(changed, 0, at), part(changed, at + run, changed.length));
                int to = random.nextInt(rest.length);
                changed = joined(part(rest, 0, to), moved, part(rest, to, rest.length));
            }
            default -> {
                int from = random.nextInt(other.length);
                changed = joined(
                        part(changed, 0, at),
                        part(other, from, from + run),
                        part(changed, at + random.nextInt(run), changed.length));
            }
        }
        return changed;
    }

    private byte[] tags() {
        var changed = (Document) document.cloneNode(true);
        for (int times = 1 + random.nextInt(2); times > 0; times--) {
            change(changed);
        }
        return Xml.text(changed).getBytes(StandardCharsets.UTF_8);
    }

    private void change(Document changed) {
        var elements = below(changed);
        if (elements.isEmpty()) {
            return;
        }
        Element one = any(elements);
        Element two = any(elements);
        switch (random.nextInt(9)) {
            case 0 -> one.getParentNode().removeChild(one);
            case 1 -> two.getParentNode().insertBefore(one.cloneNode(true), two);
            case 2 -> two.appendChild(one.cloneNode(true));
            case 3 -> moved(one, two, (o, t) -> t.appendChild(o));
            case 4 -> moved(one, two, (o, t) -> t.getParentNode().insertBefore(o, t));
            case 5 -> two.getParentNode().insertBefore(changed.importNode(any(below(stranger)), true), two);
            case 6 -> changed.renameNode(one, two.getNamespaceURI(), two.getNodeName());
            case 7 -> attribute(one, any(below(stranger)));
            default -> one.setTextContent(two.getTextContent());
        }
    }

    private static void moved(Element one, Element two, BiConsumer<Element, Element> move) {
        for (Node at = two; at != null; at = at.getParentNode()) {
            if (at.isSameNode(one)) {
                return; // not into itself
            }
        }
        move.accept(one, two);
    }

    private void attribute(Element element, Element stranger) {
        var attributes = element.getAttributes();
        if (attributes.getLength() == 0) {
            element.setAttribute("ID", stranger.getAttribute("ID"));
            return;
        }
        var attribute = (Attr) attributes.item(random.nextInt(attributes.getLength()));
        if (attribute.getName().startsWith("xmlns")) {
            return;
        }
        switch (random.nextInt(3)) {
            case 0 -> element.removeAttributeNode(attribute);
            case 1 -> attribute.setValue(attribute.getValue() + "x");
            default -> attribute.setValue(stranger.getAttribute(attribute.getName()));
        }
    }

    private static List<Element> below(Document document) {
        var all = document.getElementsByTagName("*");
        var elements = new ArrayList<Element>();
        for (int i = 1; i < all.getLength(); i++) {
            elements.add((Element) all.item(i));
        }
        return elements;
    }

    private Element any(List<Element> elements) {
        return elements.get(random.nextInt(elements.size()));
    }

    private static byte[] part(byte[] bytes, int from, int to) {
        int end = Math.min(to, bytes.length);
        return Arrays.copyOfRange(bytes, Math.min(from, end), end);
    }

    private static byte[] joined(byte[]... parts) {
        int length = Arrays.stream(parts).mapToInt(p -> p.length).sum();
        byte[] all = new byte[length];
        int at = 0;
        for (byte[] part : parts) {
            System.arraycopy(part, 0, all, at, part.length);
            at += part.length;
        }
        return all;
    }
}
