package io.taskstream.api.testing;

import java.io.InputStream;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.http.HttpMethod;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** {@code contracts/openapi.yaml}. */
record Contract(JsonNode root) {
    private static final String FILE = "/contracts/openapi.yaml";

    /** Empty if contracts is not on the class path, as with an application that is made for tests only. */
    static Optional<Contract> find() {
        InputStream file = Contract.class.getResourceAsStream(FILE);
        return Optional.ofNullable(file)
                .map(stream -> new Contract(YAMLMapper.shared().readTree(stream)));
    }

    Stream<Operation> operations() {
        return root.get("paths")
                .propertyStream()
                .flatMap(item -> Stream.of(HttpMethod.values())
                        .filter(method -> item.getValue().has(key(method)))
                        .map(method -> new Operation(
                                method,
                                item.getKey(),
                                Stream.of(item.getValue(), item.getValue().get(key(method)))
                                        .flatMap(level ->
                                                level.path("parameters").valueStream())
                                        .map(this::resolved)
                                        .toList(),
                                item.getValue().get(key(method)))));
    }

    /** The operation that a request means; of a fixed and a variable step in a path, the fixed one counts. */
    Optional<Operation> operation(HttpMethod method, String path) {
        return operations()
                .filter(operation -> operation.method().equals(method)
                        && operation.pattern().matcher(path).matches())
                .min(Comparator.comparing(operation -> operation.path().indexOf('{')));
    }

    /** What a reference refers to, or the node itself if it is none. */
    JsonNode resolved(JsonNode node) {
        return node.has("$ref") ? root.at(node.get("$ref").asString().substring("#".length())) : node;
    }

    private static String key(HttpMethod method) {
        return method.name().toLowerCase(Locale.ROOT);
    }

    /** One of the contract; its parameters are those of its path as well. */
    record Operation(HttpMethod method, String path, List<JsonNode> parameters, JsonNode node) {

        private Pattern pattern() {
            return Pattern.compile(Arrays.stream(path.split("/", -1))
                    .map(step -> step.startsWith("{") ? "[^/]+" : Pattern.quote(step))
                    .collect(Collectors.joining("/")));
        }
    }
}
