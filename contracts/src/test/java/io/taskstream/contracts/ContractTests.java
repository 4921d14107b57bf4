package io.taskstream.contracts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** Records, schemas, golden examples and AsyncAPI say the same. */
class ContractTests {
    private static final Path SCHEMAS = Path.of("schemas");
    private static final Path EXAMPLES = Path.of("examples");
    private static final SchemaRegistry SCHEMA_REGISTRY =
            SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);

    @ParameterizedTest
    @MethodSource("examples")
    void an_example_fits_the_schemas_of_envelope_and_data(Path example) {
        JsonNode json = json(example);
        EventType type = EventType.ofWireName(json.get("type").asString()).orElseThrow();
        assertThat(violations("envelope", json)).isEmpty();
        assertThat(violations(type.schema(), json.get("data"))).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("examples")
    void an_example_survives_reading_and_writing_unchanged(Path example) {
        JsonNode json = json(example);
        Envelope<JsonNode> envelope = EventJson.read(json);
        EventType type = EventType.ofWireName(envelope.type()).orElseThrow();
        Event event = EventJson.data(type, envelope.data());
        assertThat(event.type()).isEqualTo(type);
        byte[] written = EventJson.write(
                Envelope.of(envelope.id(), envelope.source(), envelope.time(), envelope.causeTrace(), event));
        assertThat(EventJson.mapper().readTree(written)).isEqualTo(json);
    }

    @ParameterizedTest
    @EnumSource(EventType.class)
    void every_type_has_an_example(EventType type) {
        assertThat(EXAMPLES.resolve(type.wireName() + ".json")).exists();
    }

    @ParameterizedTest
    @EnumSource(EventType.class)
    void a_record_has_the_properties_of_its_schema_and_requires_the_same(EventType type) {
        JsonNode schema = json(SCHEMAS.resolve(type.schema() + ".schema.json"));
        List<RecordComponent> components = List.of(type.dataType().getRecordComponents());
        assertThat(names(schema.get("properties").propertyNames()))
                .isEqualTo(components.stream()
                        .map(ContractTests::wireName)
                        .collect(Collectors.toCollection(TreeSet::new)));
        assertThat(strings(schema.get("required")))
                .isEqualTo(components.stream()
                        .filter(ContractTests::required)
                        .map(ContractTests::wireName)
                        .collect(Collectors.toCollection(TreeSet::new)));
    }

    @ParameterizedTest
    @EnumSource(EventType.class)
    void data_without_a_required_field_is_refused_by_record_and_schema(EventType type) {
        ObjectNode data =
                (ObjectNode) json(EXAMPLES.resolve(type.wireName() + ".json")).get("data");
        for (String required :
                strings(json(SCHEMAS.resolve(type.schema() + ".schema.json")).get("required"))) {
            ObjectNode broken = data.deepCopy();
            broken.remove(required);
            assertThat(violations(type.schema(), broken)).as(required).isNotEmpty();
            if (!List.of("previous_value", "new_value").contains(required)) {
                assertThatThrownBy(() -> EventJson.data(type, broken))
                        .as(required)
                        .isNotNull();
            }
        }
    }

    @Test
    void asyncapi_lists_every_type_on_its_topic_with_its_schema_partitions_and_retention() {
        JsonNode asyncApi = new YAMLMapper().readTree(Path.of("asyncapi.yaml"));
        Set<String> described = new TreeSet<>();
        asyncApi.get("channels").forEachEntry((channel, description) -> {
            Topics.Topic topic = Topics.ALL.stream()
                    .filter(t -> t.name().equals(channel))
                    .findFirst()
                    .orElseThrow();
            JsonNode kafka = description.at("/bindings/kafka");
            assertThat(kafka.get("partitions").asInt()).isEqualTo(topic.partitions());
            assertThat(kafka.at("/topicConfiguration/retention.ms").asLong())
                    .isEqualTo(topic.retention().toMillis());
            description.get("messages").forEach(reference -> {
                JsonNode message = asyncApi.at(reference.get("$ref").asString().substring(1));
                String type = message.get("name").asString();
                JsonNode payload = message.at("/payload/allOf/1/properties");
                assertThat(payload.at("/type/const").asString()).isEqualTo(type);
                assertThat(payload.at("/data/$ref").asString())
                        .isEqualTo("./schemas/"
                                + EventType.ofWireName(type).orElseThrow().schema() + ".schema.json");
                described.add(channel + " " + type);
            });
        });
        assertThat(described)
                .isEqualTo(Arrays.stream(EventType.values())
                        .map(type -> type.topic() + " " + type.wireName())
                        .collect(Collectors.toCollection(TreeSet::new)));
    }

    static Stream<Path> examples() throws IOException {
        try (Stream<Path> files = Files.list(EXAMPLES)) {
            return files.sorted().toList().stream();
        }
    }

    private static List<?> violations(String schema, JsonNode json) {
        try {
            return SCHEMA_REGISTRY
                    .getSchema(Files.readString(SCHEMAS.resolve(schema + ".schema.json")), InputFormat.JSON)
                    .validate(
                            json.toString(),
                            InputFormat.JSON,
                            context -> context.executionConfig(config -> config.formatAssertionsEnabled(true)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static JsonNode json(Path file) {
        return EventJson.mapper().readTree(file);
    }

    private static String wireName(RecordComponent component) {
        return component.getName().replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT);
    }

    private static boolean required(RecordComponent component) {
        // the two values of a field update are always there, if need be as null
        return !component.getAnnotatedType().isAnnotationPresent(Nullable.class)
                || Set.of("previousValue", "newValue").contains(component.getName());
    }

    private static Set<String> names(Iterable<String> names) {
        return StreamSupport.stream(names.spliterator(), false).collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> strings(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false)
                .map(JsonNode::asString)
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
