package io.taskstream.api.argument;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Objects;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;

/**
 * Hands something that is read from the request to the handlers that ask for its type.
 *
 * @param read from the request and, where it depends on that, the handler's parameter
 */
public record Argument<T>(Class<T> type, BiFunction<HttpServletRequest, MethodParameter, T> read)
        implements HandlerMethodArgumentResolver {

    @Override
    public boolean supportsParameter(MethodParameter parameter) {
        return parameter.getParameterType() == type;
    }

    @Override
    public T resolveArgument(
            MethodParameter parameter,
            @Nullable ModelAndViewContainer container,
            NativeWebRequest request,
            @Nullable WebDataBinderFactory binders) {
        return read.apply(Objects.requireNonNull(request.getNativeRequest(HttpServletRequest.class)), parameter);
    }
}
