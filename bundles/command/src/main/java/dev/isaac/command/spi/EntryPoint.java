package dev.isaac.command.spi;

import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import org.osgi.annotation.versioning.ConsumerType;

/** What the launcher calls once the framework runs: the surface of a process. One service provides it. */
@ConsumerType
public interface EntryPoint {

    /**
     * Serves the process until it is done.
     *
     * @param arguments the words of the command line that are not the launcher's
     * @param in standard input
     * @param out standard output
     * @param err standard error
     * @return the exit code
     */
    int run(List<String> arguments, InputStream in, OutputStream out, OutputStream err) throws InterruptedException;
}
