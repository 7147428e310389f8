package io.gatehouse.api.document;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** The OpenAPI document as it is written, to hold the running API against. */
public final class Description {
    private static final String NAME = "https://gatehouse.example/openapi.json";
    private static final JsonNode ROOT = read();
    private static final SchemaRegistry REGISTRY = SchemaRegistry.withDefaultDialect(
            SpecificationVersion.DRAFT_2020_12,
            builder -> builder.schemas(Map.of(NAME, ROOT.toString()))
                    .schemaRegistryConfig(SchemaRegistryConfig.builder()
                            .formatAssertionsEnabled(true)
                            .build()));
    private static final Map<String, Schema> SCHEMAS = new ConcurrentHashMap<>();

    private Description() {}

    /** A node, at a place that no reference leads on from. */
    public record Part(String pointer, JsonNode node) {
        /** What stands below, followed through its reference; missing if nothing does. */
        public Part below(String... names) {
            var part = this;
            for (var name : names) {
                var at = name.replace("~", "~0").replace("/", "~1");
                part = resolved(part.pointer + "/" + at);
            }
            return part;
        }

        /** The names of what stands below. */
        public List<String> names() {
            return node.properties().stream().map(Map.Entry::getKey).toList();
        }

        public boolean there() {
            return !node.isMissingNode();
        }

        /** What is wrong with a value, by the schema that this is. */
        public List<String> wrongWith(JsonNode value) {
            return SCHEMAS
                    .computeIfAbsent(pointer, p -> REGISTRY.getSchema(SchemaLocation.of(NAME + "#" + p)))
                    .validate(value)
                    .stream()
                    .map(Object::toString)
                    .toList();
        }
    }

    /** What a method does at an address; the path has no root. */
    public record Operation(String method, String path, Part part) {
        /** Its parameters and those of its path, of this kind. */
        public List<Part> parameters(String in) {
            return Stream.of(resolved("/paths").below(path, "parameters"), part.below("parameters"))
                    .flatMap(all -> Stream.iterate(0, i -> i < all.node().size(), i -> i + 1)
                            .map(i -> all.below(String.valueOf(i))))
                    .filter(parameter -> parameter.node().path("in").asText().equals(in))
                    .toList();
        }

        /** The scopes that open it; none if it needs no token. */
        public List<String> scopes() {
            return part.node()
                    .path("security")
                    .valueStream()
                    .flatMap(one -> one.path("token").valueStream())
                    .map(JsonNode::asText)
                    .toList();
        }

        @Override
        public String toString() {
            return method + " " + path;
        }
    }

    /** The whole document. */
    public static JsonNode root() {
        return ROOT;
    }

    /** What stands at a pointer, or where its reference leads. */
    public static Part resolved(String pointer) {
        var node = ROOT.at(pointer);
        return node.has("$ref") ? resolved(node.get("$ref").asText().substring(1)) : new Part(pointer, node);
    }

    /** Every operation. */
    public static List<Operation> operations() {
        var all = new ArrayList<Operation>();
        resolved("/paths")
                .names()
                .forEach(path -> Stream.of("get", "put", "post", "delete")
                        .map(method -> new Operation(
                                method.toUpperCase(Locale.ROOT),
                                path,
                                resolved("/paths").below(path, method)))
                        .filter(operation -> operation.part().there())
                        .forEach(all::add));
        return all;
    }

    /** The operation that answers this method at this path below the root, if any does. */
    public static Optional<Operation> operation(String method, String path) {
        return operations().stream()
                .filter(o -> o.method().equals(method) && matches(o.path(), path))
                .findFirst();
    }

    /** The names that a path leaves open. */
    public static List<String> open(String path) {
        return Pattern.compile("\\{(\\w+)}")
                .matcher(path)
                .results()
                .map(m -> m.group(1))
                .toList();
    }

    private static boolean matches(String template, String path) {
        var pattern = Stream.of(template.split("/", -1))
                .map(segment -> segment.startsWith("{") ? "[^/]+" : Pattern.quote(segment))
                .collect(Collectors.joining("/"));
        return path.matches(pattern);
    }

    private static JsonNode read() {
        try (var yaml = Description.class.getResourceAsStream("/openapi/v1.yaml")) {
            return new ObjectMapper()
                    .valueToTree(new Yaml(new SafeConstructor(new LoaderOptions())).<Object>load(yaml));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
