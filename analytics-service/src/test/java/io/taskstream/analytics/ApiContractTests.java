package io.taskstream.analytics;

import io.taskstream.api.testing.OpenApiRoutes;
import io.taskstream.api.testing.WithTestIssuer;
import io.taskstream.eventing.testing.ServiceContext;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.test.context.ContextConfiguration;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@ContextConfiguration(initializers = ServiceContext.class)
@WithTestIssuer
class ApiContractTests {
    @Autowired
    @Qualifier("requestMappingHandlerMapping") RequestMappingHandlerMapping mappings;

    @Test
    void the_service_offers_what_the_contract_says_and_nothing_else() {
        OpenApiRoutes.assertServed(mappings, "analytics", "dead-letters");
    }
}
