package io.taskstream.api.version;

import io.taskstream.api.argument.Argument;
import java.util.Collections;
import java.util.List;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.http.HttpHeaders;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** Hands {@link IfMatch} to the handlers that ask for it. */
@AutoConfiguration
public class VersionAutoConfiguration implements WebMvcConfigurer {

    @Override
    public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
        resolvers.add(new Argument<>(
                IfMatch.class,
                (request, _) -> IfMatch.parse(Collections.list(request.getHeaders(HttpHeaders.IF_MATCH)))));
    }
}
