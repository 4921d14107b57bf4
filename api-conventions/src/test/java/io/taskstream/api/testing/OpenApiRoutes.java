package io.taskstream.api.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.taskstream.api.json.TakesParameters;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.core.MethodParameter;
import org.springframework.http.HttpMethod;
import org.springframework.util.StringUtils;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/**
 * Holds a service to {@code contracts/openapi.yaml}: it offers the operations of its tags, with their query parameters,
 * and nothing else below {@code /api}.
 */
public final class OpenApiRoutes {
    private static final String CONTRACT = "/contracts/openapi.yaml";

    private OpenApiRoutes() {}

    /**
     * Fails with what is missing on either side.
     *
     * @param mappings of the running service
     * @param tags under which the contract has the service's operations
     */
    public static void assertServed(RequestMappingHandlerMapping mappings, String... tags) {
        assertThat(served(mappings))
                .as("what the service offers below /api, and the operations of %s in openapi.yaml", (Object) tags)
                .isEqualTo(declared(Set.of(tags)));
    }

    private static Set<String> served(RequestMappingHandlerMapping mappings) {
        Set<String> served = new TreeSet<>();
        mappings.getHandlerMethods()
                .forEach((mapping, handler) -> paths(mapping)
                        .filter(path -> path.startsWith("/api/"))
                        .forEach(path -> mapping.getMethodsCondition()
                                .getMethods()
                                .forEach(method -> served.add(operation(method.name(), path, parameters(handler))))));
        return served;
    }

    private static Stream<String> paths(RequestMappingInfo mapping) {
        return mapping.getPatternValues().stream();
    }

    private static Collection<String> parameters(HandlerMethod handler) {
        List<String> names = new ArrayList<>();
        for (MethodParameter parameter : handler.getMethodParameters()) {
            RequestParam named = parameter.getParameterAnnotation(RequestParam.class);
            if (named != null) {
                names.add(Stream.of(
                                named.name(),
                                named.value(),
                                parameter.getParameter().getName())
                        .filter(StringUtils::hasText)
                        .findFirst()
                        .orElseThrow());
            }
            TakesParameters taken = parameter.getParameterType().getAnnotation(TakesParameters.class);
            names.addAll(taken == null ? List.of() : Arrays.asList(taken.value()));
        }
        return names;
    }

    private static Set<String> declared(Set<String> tags) {
        Map<?, ?> contract = contract();
        Set<String> declared = new TreeSet<>();
        map(contract.get("paths"))
                .forEach((path, item) -> map(item).forEach((method, operation) -> {
                    if (isMethod(method) && tagged(map(operation), tags::contains)) {
                        declared.add(operation(
                                method.toString(),
                                path.toString(),
                                Stream.of(map(item), map(operation))
                                        .flatMap(level -> queryParameters(contract, level))
                                        .toList()));
                    }
                }));
        return declared;
    }

    private static boolean isMethod(Object key) {
        return Stream.of(HttpMethod.values()).anyMatch(method -> method.name().equalsIgnoreCase(key.toString()));
    }

    private static boolean tagged(Map<?, ?> operation, Predicate<Object> tag) {
        return operation.get("tags") instanceof List<?> tags && tags.stream().anyMatch(tag);
    }

    private static Stream<String> queryParameters(Map<?, ?> contract, Map<?, ?> level) {
        return level.get("parameters") instanceof List<?> parameters
                ? parameters.stream()
                        .map(parameter -> resolved(contract, map(parameter)))
                        .filter(parameter -> "query".equals(parameter.get("in")))
                        .map(parameter -> String.valueOf(parameter.get("name")))
                : Stream.of();
    }

    private static Map<?, ?> resolved(Map<?, ?> contract, Map<?, ?> value) {
        if (!(value.get("$ref") instanceof String reference)) {
            return value;
        }
        Map<?, ?> target = contract;
        for (String step : reference.substring("#/".length()).split("/")) {
            target = map(target.get(step));
        }
        return target;
    }

    /** Names of path variables differ between code and contract, and mean nothing. */
    private static String operation(String method, String path, Collection<String> parameters) {
        return HttpMethod.valueOf(method.toUpperCase(Locale.ROOT))
                + " "
                + path.replaceAll("\\{[^}]+}", "{}")
                + parameters.stream().sorted().distinct().collect(Collectors.joining(",", "?", ""));
    }

    private static Map<?, ?> map(Object value) {
        if (value instanceof Map<?, ?> map) {
            return map;
        }
        throw new AssertionError("Not an object in the contract: " + value);
    }

    private static Map<?, ?> contract() {
        try (InputStream stream = OpenApiRoutes.class.getResourceAsStream(CONTRACT)) {
            if (stream == null) {
                throw new AssertionError(CONTRACT + " is not on the class path: the service needs contracts");
            }
            return map(new Yaml(new SafeConstructor(new LoaderOptions())).load(stream));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
