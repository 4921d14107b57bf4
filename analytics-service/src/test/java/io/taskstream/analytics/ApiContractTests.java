package io.taskstream.analytics;

import io.taskstream.api.testing.OpenApiRoutes;
import io.taskstream.eventing.testing.RunningService;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

@RunningService
class ApiContractTests {
    @Autowired
    @Qualifier("requestMappingHandlerMapping") RequestMappingHandlerMapping mappings;

    @Test
    void the_service_offers_what_the_contract_says_and_nothing_else() {
        OpenApiRoutes.assertServed(mappings, "analytics", "dead-letters");
    }
}
