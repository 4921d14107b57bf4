package io.taskstream.notification.channels;

import org.springframework.stereotype.Component;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Contents as they are kept until they are delivered, perhaps by a newer or an older version of this service. */
@Component
public class ContentJson {
    private final JsonMapper json;

    ContentJson(JsonMapper json) {
        this.json = json.rebuild()
                .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .build();
    }

    public String write(Content content) {
        return json.writeValueAsString(content);
    }

    public <C extends Content> C read(String text, Class<C> type) {
        return json.readValue(text, type);
    }
}
