package io.taskstream.api.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.taskstream.api.json.TakesParameters;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.core.MethodParameter;
import org.springframework.util.StringUtils;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/**
 * Holds a service to {@code contracts/openapi.yaml}: it offers the operations of its tags, with their query parameters,
 * and nothing else below {@code /api}.
 */
public final class OpenApiRoutes {

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
        return Contract.find()
                .orElseThrow(() -> new AssertionError("The contract is not on the class path: the service needs it"))
                .operations()
                .filter(operation ->
                        operation.node().path("tags").valueStream().anyMatch(tag -> tags.contains(tag.asString())))
                .map(operation -> operation(
                        operation.method().name(),
                        operation.path(),
                        operation.parameters().stream()
                                .filter(parameter ->
                                        parameter.get("in").asString().equals("query"))
                                .map(parameter -> parameter.get("name").asString())
                                .toList()))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Names of path variables differ between code and contract, and mean nothing. */
    private static String operation(String method, String path, Collection<String> parameters) {
        return method
                + " "
                + path.replaceAll("\\{[^}]+}", "{}")
                + parameters.stream().sorted().distinct().collect(Collectors.joining(",", "?", ""));
    }
}
