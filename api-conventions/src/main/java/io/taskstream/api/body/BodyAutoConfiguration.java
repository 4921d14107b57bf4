package io.taskstream.api.body;

import io.taskstream.api.problem.ProblemWriter;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.util.unit.DataSize;

/** Bounds request bodies: {@code taskstream.api.max-body}, 256 KiB unless said otherwise. */
@AutoConfiguration
public class BodyAutoConfiguration {
    /** Spring Security's filters stand at -100. */
    private static final int BEHIND_SECURITY = 0;

    @Bean
    FilterRegistrationBean<BodyFilter> bodyFilter(
            @Value("${taskstream.api.max-body:256KB}") DataSize limit, ProblemWriter writer) {
        FilterRegistrationBean<BodyFilter> registration = new FilterRegistrationBean<>(new BodyFilter(limit, writer));
        registration.setOrder(BEHIND_SECURITY);
        return registration;
    }
}
