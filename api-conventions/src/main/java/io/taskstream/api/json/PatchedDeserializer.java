package io.taskstream.api.json;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.BeanProperty;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.ValueDeserializer;

/** Tells a field that is left out from one that is null. */
final class PatchedDeserializer extends ValueDeserializer<Patched<?>> {
    private final @Nullable ValueDeserializer<Object> content;

    PatchedDeserializer(@Nullable ValueDeserializer<Object> content) {
        this.content = content;
    }

    @Override
    public ValueDeserializer<?> createContextual(DeserializationContext context, @Nullable BeanProperty property) {
        JavaType type = property == null ? context.getContextualType() : property.getType();
        return new PatchedDeserializer(
                context.findContextualValueDeserializer(type.containedTypeOrUnknown(0), property));
    }

    @Override
    public Patched<?> deserialize(JsonParser parser, DeserializationContext context) {
        if (content == null) {
            throw new IllegalStateException("Not contextualised");
        }
        return Patched.of(content.deserialize(parser, context));
    }

    @Override
    public Patched<?> getNullValue(DeserializationContext context) {
        return Patched.of(null);
    }

    @Override
    public Patched<?> getAbsentValue(DeserializationContext context) {
        return Patched.leftOut();
    }
}
