package io.gatehouse.idpconfig.yaml;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.DumperOptions.FlowStyle;
import org.yaml.snakeyaml.DumperOptions.ScalarStyle;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/**
 * Reads a JSON object as the same fields as a YAML file, so that one set of rules judges both; remembers the JSON pointer of
 * each place (RFC 6901). Strict: UTF-8, no name twice, nothing after the object, no U+0000, bounded in size and depth.
 */
public final class JsonFile {
    /** The most that is read, in bytes. */
    public static final int LARGEST = YamlFile.LARGEST;

    /** The deepest nesting that is read. */
    public static final int DEEPEST = 20;

    private static final String FIX = "send one JSON object (RFC 8259) in UTF-8";

    private static final JsonFactory JSON = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(DEEPEST)
                    .maxDocumentLength(LARGEST)
                    .build())
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    private final Map<Place, String> pointers = new HashMap<>();
    private final JsonParser parser;

    private JsonFile(JsonParser parser) {
        this.parser = parser;
    }

    /** A body's fields, if it is an object at all, and which pointer each place has. */
    public record Read(Optional<Fields> fields, Map<Place, String> pointers) {}

    /** Reads a body; findings say what is wrong with it. */
    public static Read read(byte[] bytes, Set<String> keys, Findings findings) {
        if (bytes.length > LARGEST) {
            findings.error(Place.START, "body-too-large", "There are more than " + LARGEST + " bytes.", FIX);
            return new Read(Optional.empty(), Map.of());
        }
        try (var parser = JSON.createParser(decoded(bytes))) {
            var file = new JsonFile(parser);
            parser.nextToken();
            var root = file.node(JsonPointer.empty(), Place.START);
            if (parser.nextToken() != null) {
                findings.error(at(parser.currentTokenLocation()), "json-syntax", "Something follows the object.", FIX);
                return new Read(Optional.empty(), file.pointers);
            }
            return new Read(file.fields(root, keys, findings), file.pointers);
        } catch (CharacterCodingException e) {
            findings.error(Place.START, "not-utf-8", "The body is not UTF-8.", FIX);
        } catch (NulFound e) {
            findings.error(e.place, "nul-character", "There is a U+0000 in it.", "remove it");
        } catch (JsonProcessingException e) {
            findings.error(at(e.getLocation()), "json-syntax", Quoted.sentence(e.getOriginalMessage()), FIX);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new Read(Optional.empty(), Map.of());
    }

    private Optional<Fields> fields(Node root, Set<String> keys, Findings findings) {
        if (!(root instanceof MappingNode mapping)) {
            findings.error(Place.START, "not-an-object", "The body is not a JSON object.", FIX);
            return Optional.empty();
        }
        UnsupportedKeys.report(mapping, List.of(), findings);
        return Optional.of(new Fields(mapping, "", keys, findings));
    }

    private Node node(JsonPointer pointer, Place place) throws IOException {
        var start = parser.currentTokenLocation();
        pointers.putIfAbsent(at(start), pointer.toString());
        pointers.putIfAbsent(place, pointer.toString());
        return switch (parser.currentToken()) {
            case START_OBJECT -> mapping(pointer, start);
            case START_ARRAY -> sequence(pointer, start);
            case VALUE_NULL -> scalar(Tag.NULL, "null", start);
            case VALUE_TRUE, VALUE_FALSE -> scalar(Tag.BOOL, parser.getText(), start);
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> scalar(Tag.INT, parser.getText(), start);
            case null -> scalar(Tag.NULL, "", start);
            default -> scalar(Tag.STR, plain(parser.getText(), start), start);
        };
    }

    private Node mapping(JsonPointer pointer, JsonLocation start) throws IOException {
        var entries = new ArrayList<NodeTuple>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            var at = parser.currentTokenLocation();
            var name = plain(parser.currentName(), at);
            parser.nextToken();
            entries.add(new NodeTuple(scalar(Tag.STR, name, at), node(pointer.appendProperty(name), at(at))));
        }
        return new MappingNode(Tag.MAP, true, entries, mark(start), mark(start), FlowStyle.FLOW);
    }

    private Node sequence(JsonPointer pointer, JsonLocation start) throws IOException {
        var items = new ArrayList<Node>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            items.add(node(pointer.appendIndex(items.size()), at(parser.currentTokenLocation())));
        }
        return new SequenceNode(Tag.SEQ, true, items, mark(start), mark(start), FlowStyle.FLOW);
    }

    private static ScalarNode scalar(Tag tag, String value, JsonLocation at) {
        return new ScalarNode(tag, value, mark(at), mark(at), ScalarStyle.DOUBLE_QUOTED);
    }

    private static String plain(String text, JsonLocation at) {
        if (text.indexOf('\0') >= 0) {
            throw new NulFound(at(at));
        }
        return text;
    }

    private static String decoded(byte[] bytes) throws CharacterCodingException {
        return StandardCharsets.UTF_8
                .newDecoder()
                .decode(ByteBuffer.wrap(bytes))
                .toString();
    }

    // What breaks a limit has no place.
    private static Place at(@Nullable JsonLocation location) {
        return location == null
                ? Place.START
                : new Place(Math.max(1, location.getLineNr()), Math.max(1, location.getColumnNr()));
    }

    private static Mark mark(JsonLocation at) {
        var place = at(at);
        return new Mark("json", 0, place.line() - 1, place.column() - 1, new int[0], 0);
    }

    /** No database keeps it, and whoever sends it means no good. */
    private static final class NulFound extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private final transient Place place;

        NulFound(Place place) {
            super(null, null, false, false);
            this.place = place;
        }
    }
}
