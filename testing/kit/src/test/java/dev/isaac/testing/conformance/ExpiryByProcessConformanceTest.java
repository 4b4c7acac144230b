package dev.isaac.testing.conformance;

/** The same with {@code signing/tuf-client}, one process for each command. */
final class ExpiryByProcessConformanceTest extends ExpiryConformanceTest {

    @Override
    Way way() {
        return Way.PROCESS;
    }
}
