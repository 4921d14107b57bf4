package io.taskstream.api.paging;

import io.taskstream.api.argument.Argument;
import java.util.List;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** Hands {@link PageRequest} to the handlers that ask for it. */
@AutoConfiguration
public class PagingAutoConfiguration implements WebMvcConfigurer {

    @Override
    public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
        resolvers.add(new Argument<>(
                PageRequest.class,
                (request, _) -> PageRequest.parse(request.getParameter("limit"), request.getParameter("cursor"))));
    }
}
