package io.taskstream.api.problem;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.RequestMapping;

/** Answers what filters threw, or refused with {@code sendError}. */
@Controller
class ProblemErrorController implements ErrorController {
    private static final Logger log = LoggerFactory.getLogger(ProblemErrorController.class);

    private final Problems problems;
    private final ProblemWriter writer;

    ProblemErrorController(Problems problems, ProblemWriter writer) {
        this.problems = problems;
        this.writer = writer;
    }

    @RequestMapping("${spring.web.error.path:/error}")
    void error(HttpServletRequest request, HttpServletResponse response) throws IOException {
        writer.write(request, response, problem(request));
    }

    private Problem problem(HttpServletRequest request) {
        if (request.getAttribute(RequestDispatcher.ERROR_EXCEPTION) instanceof Throwable failure) {
            Throwable cause = failure instanceof jakarta.servlet.ServletException && failure.getCause() != null
                    ? failure.getCause()
                    : failure;
            if (cause instanceof IOException) {
                // the container's word for a body that broke off, whatever was answered so far
                return Problem.badRequest("body", "could not be read to its end");
            }
            Problem problem = problems.of(cause);
            if (problem.status() == HttpStatus.INTERNAL_SERVER_ERROR) {
                log.error("A filter failed; answered 500", cause);
            }
            return problem;
        }
        HttpStatus status = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE) instanceof Integer code
                ? HttpStatus.resolve(code)
                : HttpStatus.NOT_FOUND; // somebody asks for this page itself
        return status == null || status == HttpStatus.INTERNAL_SERVER_ERROR
                ? Problems.unexpected()
                : Problem.of(status, Problems.detail(status));
    }
}
