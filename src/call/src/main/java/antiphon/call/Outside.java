package antiphon.call;

import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/**
 * Those outside a call's course that it has to do with.
 *
 * @param call takes what happens to this call
 * @param news hears what the call did
 * @param plans what becomes of a plan before it holds
 */
record Outside(Consumer<CallEvent> call, Consumer<CallNews> news, UnaryOperator<CallPlan> plans) {}
