package io.taskstream.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** The contract of the HTTP API is sound, and every operation follows the conventions. */
class OpenApiTests {
    private static final JsonNode CONTRACT =
            YAMLMapper.shared().readTree(Path.of("openapi.yaml").toFile());
    private static final Set<String> METHODS = Set.of("get", "post", "put", "patch", "delete");
    private static final SchemaRegistry SCHEMAS = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);

    @Test
    void every_reference_leads_somewhere_and_nothing_shared_is_unused() {
        List<String> references = CONTRACT.findValues("$ref").stream()
                .map(JsonNode::asString)
                .distinct()
                .toList();
        assertThat(references)
                .allSatisfy(reference -> assertThat(
                                CONTRACT.at(reference.substring(1)).isMissingNode())
                        .as(reference)
                        .isFalse());
        List<String> shared = new ArrayList<>();
        for (String kind : List.of("parameters", "headers", "responses", "schemas")) {
            CONTRACT.at("/components/" + kind)
                    .propertyNames()
                    .forEach(name -> shared.add("#/components/" + kind + "/" + name));
        }
        assertThat(references).containsAll(shared);
    }

    @Test
    void operations_have_names_of_their_own() {
        assertThat(operations()
                        .map(operation -> operation.node().get("operationId").asString()))
                .doesNotHaveDuplicates()
                .hasSizeGreaterThan(10);
    }

    @ParameterizedTest
    @MethodSource("openOperations")
    void an_operation_without_a_token_is_a_page_behind_a_link_of_ours(Operation operation) {
        assertThat(operation.node().get("security").isEmpty()).isTrue();
        assertThat(operation.path()).contains("{token}");
        assertThat(operation.node().get("responses").propertyNames()).containsExactly("200", "404", "429");
        assertThat(operation.node().has("requestBody")).isFalse();
    }

    @ParameterizedTest
    @MethodSource("operationsWithToken")
    void an_operation_follows_the_conventions(Operation operation) {
        Set<String> answers = new TreeSet<>(operation.node().get("responses").propertyNames());
        Set<String> parameters = operation.parameters();
        assertThat(answers).contains("400", "401", "403", "503");
        assertThat(parameters.contains("X-Act-For-User")).as("is for a user").isNotEqualTo(operation.isForOperators());
        assertThat(parameters.contains("Idempotency-Key")).as("is a write").isEqualTo(!operation.isRead());
        assertThat(answers.contains("422")).as("takes a key").isEqualTo(parameters.contains("Idempotency-Key"));
        assertThat(answers.contains("412")).as("takes If-Match").isEqualTo(parameters.contains("If-Match"));
        assertThat(answers.contains("304")).as("takes If-None-Match").isEqualTo(parameters.contains("If-None-Match"));
        assertThat(answers.contains("404"))
                .as("names something")
                .isEqualTo(operation.path().contains("{"));
        assertThat(answers.containsAll(Set.of("413", "415")))
                .as("takes a body")
                .isEqualTo(operation.node().has("requestBody"));
        assertThat(parameters.contains("cursor")).isEqualTo(parameters.contains("limit"));
    }

    @ParameterizedTest
    @MethodSource("bodies")
    void an_example_of_a_body_is_taken_and_one_with_an_unknown_field_is_not(Operation operation) {
        JsonNode body = operation.node().at("/requestBody/content").get("application/json");
        ObjectNode example = (ObjectNode) body.get("example");
        ObjectNode schema = (ObjectNode) body.get("schema").deepCopy();
        schema.set("components", CONTRACT.get("components"));
        assertThat(violations(schema, example)).isEmpty();
        assertThat(violations(schema, example.deepCopy().put("unknown", 1))).isNotEmpty();
    }

    private static List<String> violations(JsonNode schema, JsonNode value) {
        return SCHEMAS
                .getSchema(schema.toString(), InputFormat.JSON)
                .validate(value.toString(), InputFormat.JSON)
                .stream()
                .map(Object::toString)
                .toList();
    }

    static Stream<Operation> bodies() {
        return operations().filter(operation -> operation.node().has("requestBody"));
    }

    static Stream<Operation> openOperations() {
        return operations().filter(operation -> operation.node().has("security"));
    }

    static Stream<Operation> operationsWithToken() {
        return operations().filter(operation -> !operation.node().has("security"));
    }

    static Stream<Operation> operations() {
        List<Operation> operations = new ArrayList<>();
        CONTRACT.get("paths")
                .forEachEntry((path, item) -> item.forEachEntry((method, node) -> {
                    if (METHODS.contains(method)) {
                        operations.add(new Operation(method, path, item, node));
                    }
                }));
        return operations.stream();
    }

    private record Operation(String method, String path, JsonNode item, JsonNode node) {

        boolean isRead() {
            return method.equals("get");
        }

        boolean isForOperators() {
            return path.startsWith("/api/dead-letters/");
        }

        Set<String> parameters() {
            Set<String> names = new TreeSet<>();
            for (JsonNode level : List.of(item, node)) {
                StreamSupport.stream(level.path("parameters").spliterator(), false)
                        .map(parameter -> parameter.has("$ref")
                                ? CONTRACT.at(parameter.get("$ref").asString().substring(1))
                                : parameter)
                        .forEach(parameter -> names.add(parameter.get("name").asString()));
            }
            return names;
        }

        @Override
        public String toString() {
            return method + " " + path;
        }
    }
}
