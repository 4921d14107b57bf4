package io.taskstream.notification;

import io.taskstream.api.testing.OpenApiRoutes;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

@ServiceTest
class ApiContractTests {
    @Autowired
    @Qualifier("requestMappingHandlerMapping") RequestMappingHandlerMapping mappings;

    @Test
    void the_service_offers_what_the_contract_says_and_nothing_else() {
        OpenApiRoutes.assertServed(mappings, "notifications", "webhooks", "dead-letters");
    }
}
