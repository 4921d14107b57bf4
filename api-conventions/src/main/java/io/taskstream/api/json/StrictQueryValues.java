package io.taskstream.api.json;

import io.taskstream.api.instant.Rfc3339;
import io.taskstream.api.problem.BadValueException;
import io.taskstream.api.problem.WireNames;
import java.time.Instant;
import org.springframework.core.convert.converter.Converter;
import org.springframework.core.convert.converter.ConverterFactory;
import org.springframework.format.FormatterRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** Query parameters follow the rules of bodies: the same names of constants, the same instants. */
final class StrictQueryValues implements WebMvcConfigurer {

    @Override
    public void addFormatters(FormatterRegistry registry) {
        registry.addConverter(String.class, Instant.class, Rfc3339::parse);
        registry.addConverterFactory(new EnumByWireName());
    }

    private static final class EnumByWireName implements ConverterFactory<String, Enum<?>> {
        @Override
        public <T extends Enum<?>> Converter<String, T> getConverter(Class<T> type) {
            return text -> {
                for (T constant : type.getEnumConstants()) {
                    if (WireNames.of(constant).equals(text)) {
                        return constant;
                    }
                }
                throw new BadValueException("must be one of " + String.join(", ", WireNames.of(type)));
            };
        }
    }
}
