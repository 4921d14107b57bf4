package io.taskstream.api.testing;

import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.http.HttpMethod;
import tools.jackson.dataformat.yaml.YAMLMapper;

class OpenApiAnswersTests {
    private final OpenApiAnswers answers =
            new OpenApiAnswers(new Contract(YAMLMapper.shared().readTree("""
            paths:
              /api/notes/{id}:
                get:
                  responses:
                    '200':
                      content:
                        application/json:
                          schema:
                            allOf:
                              - { $ref: '#/components/schemas/Note' }
                              - { properties: { text: { type: string } } }
                    '304': {}
                    '404': { $ref: '#/components/responses/BadRequest' }
              /api/notes/all:
                get:
                  responses:
                    '200':
                      content:
                        application/json:
                          schema: { type: array, items: { $ref: '#/components/schemas/Note' } }
                        text/html: { schema: { type: string } }
            components:
              responses:
                BadRequest:
                  content:
                    application/problem+json:
                      schema: { type: object, required: [status], properties: { status: { type: integer } } }
              schemas:
                Note:
                  type: object
                  required: [id]
                  properties:
                    id: { type: integer }
                    at: { type: string, format: date-time }
                    from: { type: string, format: email }
            """)));

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\1', textBlock = """
            GET    | /api/notes/1   | 200 | application/json         | {"id": 1, "text": "x"}
            GET    | /api/notes/1   | 304 | application/json         |
            GET    | /api/notes/1   | 404 | application/problem+json | {"status": 404}
            GET    | /api/notes/1   | 406 | application/problem+json | {"status": 406}
            GET    | /api/notes/1   | 200 | application/json         | {"id": 1, "from": "alice@mail.example"}
            GET    | /api/notes/1   | 400 | application/problem+json | {"status": 400}
            GET    | /api/notes/1   | 413 | application/problem+json | {"status": 413}
            GET    | /api/notes/all | 200 | application/json         | [{"id": 1, "at": "2026-01-27T10:00:00Z"}]
            GET    | /api/notes/all | 200 | text/html;charset=UTF-8  | <p>
            DELETE | /api/notes/all | 405 | application/problem+json | {"status": 405}
            GET    | /api/books     | 404 | application/problem+json | {"status": 404}
            HEAD   | /api/notes/1   | 200 | application/json         |
            GET    | /livez         | 200 | text/plain               | UP
            """)
    void what_the_contract_has_passes(String method, String path, int status, String type, String body) {
        assertThatNoException()
                .isThrownBy(
                        () -> answers.check(HttpMethod.valueOf(method), path, status, type, body == null ? "" : body));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\1', textBlock = """
            GET  | /api/notes/1   | 200 | application/json         | {"text": "x"}                 | 'id'
            GET  | /api/notes/1   | 200 | application/json         | {"id": "1"}                   | integer
            GET  | /api/notes/1   | 200 | application/json         | {"id": 1, "at": "yesterday"}  | date-time
            GET  | /api/notes/1   | 200 | application/json         | {"id": 1, "from": "alice"}    | email
            GET  | /api/notes/1   | 200 | application/json         | {"id": 1, "colour": "red"}    | 'colour'
            GET  | /api/notes/all | 200 | application/json         | [{"id": 1, "text": "x"}]      | 'text'
            GET  | /api/notes/1   | 200 | application/json         |                               | just one of the two has a body
            GET  | /api/notes/1   | 304 | application/json         | {"id": 1}                     | just one of the two has a body
            GET  | /api/notes/1   | 200 | text/html                | <p>                           | not as text/html
            GET  | /api/notes/1   | 404 | application/json         | {"status": 404}               | not as application/json
            GET  | /api/notes/1   | 201 | application/json         | {"id": 1}                     | not with that status
            GET  | /api/notes/1   | 500 | application/problem+json | {"status": 500}               | not with that status
            GET  | /api/books     | 200 | application/json         | {"id": 1}                     | not with that status
            POST | /api/notes/all | 405 | application/problem+json | {"error": "x"}                | 'status'
            """)
    void anything_else_fails(String method, String path, int status, String type, String body, String why) {
        assertThatThrownBy(
                        () -> answers.check(HttpMethod.valueOf(method), path, status, type, body == null ? "" : body))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining(why);
    }
}
