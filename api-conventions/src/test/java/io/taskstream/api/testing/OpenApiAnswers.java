package io.taskstream.api.testing;

import com.networknt.org.apache.commons.validator.routines.DomainValidator;
import com.networknt.org.apache.commons.validator.routines.EmailValidator;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.dialect.Dialect;
import com.networknt.schema.dialect.Dialects;
import com.networknt.schema.format.EmailFormat;
import com.networknt.schema.format.Format;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Holds answers to {@code contracts/openapi.yaml}: an operation answers with a status and a type that the contract has
 * for it, and with the fields of that schema and no others. What is no operation is answered with a problem.
 */
final class OpenApiAnswers {
    /** With which a request is refused, before any operation has it, that can't be read, wants another type or is too much. */
    private static final Set<Integer> ANYWHERE = Set.of(400, 406, 413);

    private static final Set<HttpMethod> UNDECLARED = Set.of(HttpMethod.HEAD, HttpMethod.OPTIONS, HttpMethod.TRACE);

    private static final SchemaRegistry SCHEMAS = SchemaRegistry.withDefaultDialect(
            Dialect.builder(Dialects.getDraft202012()).format(email()).build(),
            registry -> registry.schemaRegistryConfig(
                    SchemaRegistryConfig.builder().formatAssertionsEnabled(true).build()));

    private static final Optional<OpenApiAnswers> OF_SERVICES = Contract.find().map(OpenApiAnswers::new);

    private final Contract contract;
    private final JsonNode problem;
    private final Map<JsonNode, Schema> schemas = new ConcurrentHashMap<>();

    OpenApiAnswers(Contract contract) {
        this.contract = ClosedSchemas.of(contract);
        this.problem = this.contract.root().at("/components/responses/BadRequest");
    }

    /**
     * Checks an answer if there is a contract.
     *
     * @throws AssertionError if the contract has no such answer
     */
    static void check(HttpResponse<String> answer) {
        OF_SERVICES.ifPresent(answers -> answers.check(
                HttpMethod.valueOf(answer.request().method()),
                answer.uri().getRawPath(),
                answer.statusCode(),
                answer.headers().firstValue("Content-Type").orElse(MediaType.ALL_VALUE),
                answer.body()));
    }

    void check(HttpMethod method, String path, int status, String type, String body) {
        if (!path.startsWith("/api/") || UNDECLARED.contains(method)) {
            return;
        }
        String wrong = wrong(declared(method, path, status), MediaType.parseMediaType(type), body);
        if (!wrong.isEmpty()) {
            throw new AssertionError(
                    "openapi.yaml has no such answer to %s %s: %s%n%d %s".formatted(method, path, wrong, status, body));
        }
    }

    private JsonNode declared(HttpMethod method, String path, int status) {
        Optional<JsonNode> responses = contract.operation(method, path)
                .map(operation -> operation.node().get("responses"));
        if (responses.isEmpty() ? status >= 400 : ANYWHERE.contains(status)) {
            return problem;
        }
        return contract.resolved(responses.orElse(MissingNode.getInstance()).path(Integer.toString(status)));
    }

    private String wrong(JsonNode declared, MediaType type, String body) {
        if (declared.isMissingNode()) {
            return "not with that status";
        }
        JsonNode content = declared.path("content");
        if (content.isEmpty() || body.isEmpty()) {
            return content.isEmpty() == body.isEmpty() ? "" : "just one of the two has a body";
        }
        JsonNode schema = content.path(type.getType() + "/" + type.getSubtype()).path("schema");
        if (schema.isMissingNode()) {
            return "not as " + type;
        }
        List<?> violations = type.getSubtype().endsWith("json")
                ? schemas.computeIfAbsent(schema, this::compiled).validate(body, InputFormat.JSON)
                : List.of();
        return violations.isEmpty() ? "" : violations.toString();
    }

    /** The validator knows today's top-level domains only, and not those that are reserved for examples. */
    private static Format email() {
        DomainValidator.Item reserved = new DomainValidator.Item(DomainValidator.ArrayType.GENERIC_PLUS, "example");
        return new EmailFormat(new EmailValidator(false, false, DomainValidator.getInstance(false, List.of(reserved))));
    }

    private Schema compiled(JsonNode schema) {
        ObjectNode document = schema.deepCopy().asObject();
        document.set("components", contract.root().get("components"));
        return SCHEMAS.getSchema(document.toString(), InputFormat.JSON);
    }
}
