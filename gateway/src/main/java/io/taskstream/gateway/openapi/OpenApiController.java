package io.taskstream.gateway.openapi;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.List;
import org.springframework.core.io.ClassPathResource;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.util.MimeTypeUtils;
import org.springframework.web.HttpMediaTypeNotAcceptableException;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** The contract as it stands in {@code contracts/}: as YAML, or as JSON for those who want that. */
@RestController
class OpenApiController {
    private static final List<MediaType> OFFERED = List.of(MediaType.APPLICATION_YAML, MediaType.APPLICATION_JSON);
    private static final CacheControl CACHED =
            CacheControl.maxAge(Duration.ofMinutes(5)).cachePublic();

    private final byte[] yaml;
    private final byte[] json;

    OpenApiController() throws IOException {
        try (InputStream contract = new ClassPathResource("contracts/openapi.yaml").getInputStream()) {
            yaml = contract.readAllBytes();
        }
        json = JsonMapper.shared().writeValueAsBytes(YAMLMapper.shared().readTree(yaml));
    }

    /** @throws HttpMediaTypeNotAcceptableException for a client that wants neither */
    @GetMapping("/openapi")
    ResponseEntity<byte[]> contract(
            @RequestHeader(name = HttpHeaders.ACCEPT, defaultValue = MediaType.ALL_VALUE) String accept)
            throws HttpMediaTypeNotAcceptableException {
        for (MediaType accepted : accepted(accept)) {
            if (accepted.isCompatibleWith(MediaType.APPLICATION_YAML)) {
                return answer(MediaType.APPLICATION_YAML, yaml);
            }
            if (accepted.isCompatibleWith(MediaType.APPLICATION_JSON)) {
                return answer(MediaType.APPLICATION_JSON, json);
            }
        }
        throw new HttpMediaTypeNotAcceptableException(OFFERED);
    }

    private static List<MediaType> accepted(String accept) throws HttpMediaTypeNotAcceptableException {
        try {
            List<MediaType> accepted = MediaType.parseMediaTypes(accept);
            MimeTypeUtils.sortBySpecificity(accepted);
            return accepted;
        } catch (InvalidMediaTypeException e) {
            throw new HttpMediaTypeNotAcceptableException(OFFERED);
        }
    }

    private static ResponseEntity<byte[]> answer(MediaType type, byte[] contract) {
        return ResponseEntity.ok()
                .cacheControl(CACHED)
                .varyBy(HttpHeaders.ACCEPT)
                .contentType(type)
                .body(contract);
    }
}
