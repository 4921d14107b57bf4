package io.taskstream.api.json;

import io.taskstream.api.problem.ProblemException;
import io.taskstream.api.problem.WireNames;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.core.MethodParameter;
import org.springframework.util.StringUtils;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;

/**
 * Refuses query parameters that a handler doesn't know: a misspelt filter must not answer with everything. Of constants
 * it demands the name on the wire, where Spring would also take Java's.
 */
final class KnownParameters implements HandlerInterceptor {
    private final Map<Method, Map<String, Class<?>>> known = new ConcurrentHashMap<>();

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        if (request.getQueryString() == null || !(handler instanceof HandlerMethod method)) {
            return true;
        }
        Map<String, Class<?>> types = known.computeIfAbsent(method.getMethod(), _ -> types(method));
        request.getParameterMap().forEach((name, values) -> check(types, name, values));
        return true;
    }

    private static void check(Map<String, Class<?>> types, String name, String[] values) {
        Class<?> type = types.get(name);
        if (type == null) {
            throw ProblemException.badRequest(
                    "query",
                    types.isEmpty()
                            ? "this resource takes no parameters"
                            : "has an unknown parameter; known are "
                                    + String.join(", ", new TreeSet<>(types.keySet())));
        }
        if (values.length > 1) {
            throw ProblemException.badRequest(name, "must be given only once");
        }
        if (type.isEnum() && !WireNames.of(type).contains(values[0])) {
            throw ProblemException.badRequest(name, "must be one of " + String.join(", ", WireNames.of(type)));
        }
    }

    private static Map<String, Class<?>> types(HandlerMethod method) {
        Map<String, Class<?>> types = new HashMap<>();
        for (MethodParameter parameter : method.getMethodParameters()) {
            RequestParam named = parameter.getParameterAnnotation(RequestParam.class);
            if (named != null) {
                String name = StringUtils.hasText(named.name()) ? named.name() : named.value();
                types.put(
                        StringUtils.hasText(name)
                                ? name
                                : parameter.getParameter().getName(),
                        parameter.getParameterType());
            }
            TakesParameters taken = parameter.getParameterType().getAnnotation(TakesParameters.class);
            if (taken != null) {
                Arrays.asList(taken.value()).forEach(name -> types.put(name, String.class));
            }
        }
        return types;
    }
}
