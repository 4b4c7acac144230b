package dev.isaac.core.internal.run;

import dev.isaac.command.CancellationSource;
import dev.isaac.command.CommandException;
import dev.isaac.command.line.LineText;
import dev.isaac.command.line.Node;
import dev.isaac.core.Surface;
import dev.isaac.core.internal.state.SessionState;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A pipe through commands of ours and native programs. All stages run at once, each on a thread; between them are bounded
 * pipes, so that a slow reader slows the writer down, and a reader that ends ends the writer. The exit code is that of the
 * last stage.
 */
final class MixedPipeline {

    private final LineRunner.Tools tools;
    private final SessionState session;
    private final Surface surface;
    private final CancellationSource interruption;
    private final Ours ours;
    private final LineRunner runner;

    MixedPipeline(
            LineRunner.Tools tools,
            SessionState session,
            Surface surface,
            CancellationSource interruption,
            Ours ours,
            LineRunner runner) {
        this.tools = tools;
        this.session = session;
        this.surface = surface;
        this.interruption = interruption;
        this.ours = ours;
        this.runner = runner;
    }

    /** Either a node of ours or the text of native stages that stand side by side. */
    private record Piece(@Nullable Node node, String text, boolean joinsErrors) {}

    private List<Piece> pieces(List<Node.Stage> stages) {
        List<Piece> pieces = new ArrayList<>();
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < stages.size(); i++) {
            Node.Stage stage = stages.get(i);
            if (ours.in(stage.node())) {
                pieces.add(new Piece(stage.node(), "", stage.joinsErrors()));
                continue;
            }
            text.append(LineText.of(stage.node()));
            boolean last = i + 1 == stages.size() || ours.in(stages.get(i + 1).node());
            if (last) {
                pieces.add(new Piece(null, text.toString(), stage.joinsErrors()));
                text.setLength(0);
            } else {
                text.append(stage.joinsErrors() ? " |& " : " | ");
            }
        }
        return pieces;
    }

    int run(List<Node.Stage> stages, Io io) {
        List<Piece> pieces = pieces(stages);
        List<Stage> running = new ArrayList<>();
        Io input = io;
        for (int i = 0; i < pieces.size(); i++) {
            Piece piece = pieces.get(i);
            boolean last = i == pieces.size() - 1;
            Io own = input;
            if (!last) {
                BoundedPipe pipe = new BoundedPipe();
                own = own.withOut(pipe.writer());
                if (piece.joinsErrors()) {
                    own = own.withErr(pipe.writer());
                }
                input = io.withIn(pipe.reader());
            }
            running.add(new Stage(i, piece, own, i > 0));
        }
        List<Thread> threads = new ArrayList<>();
        for (Stage stage : running.subList(0, running.size() - 1)) {
            Thread thread = new Thread(stage, "isaac pipe stage " + (stage.number + 1));
            thread.setDaemon(true);
            thread.start();
            threads.add(thread);
        }
        Stage last = running.get(running.size() - 1);
        last.run();
        try (var registration = interruption.onCancel(() -> threads.forEach(Thread::interrupt))) {
            for (Thread thread : threads) {
                thread.join();
            }
        } catch (InterruptedException e) {
            threads.forEach(Thread::interrupt);
            Thread.currentThread().interrupt();
        }
        if (session.hasOption("pipefail") && last.code == 0) {
            for (int i = running.size() - 2; i >= 0; i--) {
                if (running.get(i).code != 0) {
                    return running.get(i).code;
                }
            }
        }
        return last.code;
    }

    /** One stage on its thread; the last one runs on the thread of the line. */
    private final class Stage implements Runnable {
        private final int number;
        private final Piece piece;
        private final Io io;
        private final boolean closesInput;
        volatile int code;

        Stage(int number, Piece piece, Io io, boolean closesInput) {
            this.number = number;
            this.piece = piece;
            this.io = io;
            this.closesInput = closesInput;
        }

        @Override
        public void run() {
            try {
                code = piece.node() == null ? nativeStage() : ourStage(piece.node());
            } finally {
                close();
            }
        }

        private int ourStage(Node node) {
            LineRunner copy = new LineRunner(tools, session.copy(), surface, interruption);
            int result = copy.run(node, io);
            if (io.out() == null) {
                copy.lastFault().ifPresent(runner::noteFault);
            }
            return result;
        }

        private int nativeStage() {
            try {
                return tools.shell()
                        .run(
                                tools.jobs().withLastProcess(piece.text()),
                                session.copy(),
                                surface,
                                io,
                                interruption,
                                false,
                                false);
            } catch (CommandException e) {
                return runner.fail(e.fault(), io);
            }
        }

        /** Tells both neighbours that this stage is done. */
        private void close() {
            OutputStream out = io.out();
            try {
                if (out != null) {
                    out.close();
                }
                if (closesInput) {
                    InputStream in = io.in();
                    in.close();
                }
            } catch (IOException e) {
                // The neighbour is gone already, which is what closing would have told it.
            }
        }
    }
}
