package antiphon.conversations.client;

import antiphon.call.CallNews;
import antiphon.call.CallNews.AgentBegan;
import antiphon.call.CallNews.AgentInterrupted;
import antiphon.call.CallNews.AgentResponded;
import antiphon.call.CallNews.AgentSaid;
import antiphon.call.CallNews.AgentTextGrew;
import antiphon.call.CallNews.HandedBack;
import antiphon.call.CallNews.PlanChanged;
import antiphon.call.CallNews.TakenOver;
import antiphon.call.CallNews.ToolAnswered;
import antiphon.call.CallNews.ToolWanted;
import antiphon.call.CallNews.TurnJudged;
import antiphon.call.CallNews.UserIsSaying;
import antiphon.call.CallNews.UserSaid;
import antiphon.call.CallNews.VoiceScored;
import antiphon.call.CallPlan;
import antiphon.conversations.CallFacts;
import antiphon.language.LanguageModel.Usage;
import antiphon.language.ToolUse;
import jakarta.json.JsonObject;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Tells a call's news in the contract's messages, as far as they are wanted. One for each listener; one thread at a time. */
public final class ServerMessages {
    private final CallFacts facts;
    private final Set<ClientEvent> wanted;
    private final boolean seesTyping;
    private final Consumer<JsonObject> listener;
    private final StringBuilder answer = new StringBuilder();
    private String model;
    private int toolsUsedIn;

    private ServerMessages(
            CallFacts facts, Set<ClientEvent> wanted, boolean seesTyping, Consumer<JsonObject> listener) {
        this.seesTyping = seesTyping;
        this.facts = facts;
        this.wanted = wanted;
        this.listener = listener;
        this.model = facts.model();
    }

    /** For the client itself, which shows what was typed when it is typed: told again it would stand there twice. */
    static ServerMessages toCaller(CallFacts facts, Set<ClientEvent> wanted, Consumer<JsonObject> listener) {
        return new ServerMessages(facts, wanted, true, listener);
    }

    /** For somebody who sees nothing but these messages. */
    public static ServerMessages toOnlooker(CallFacts facts, Set<ClientEvent> wanted, Consumer<JsonObject> listener) {
        return new ServerMessages(facts, wanted, false, listener);
    }

    public void tell(CallNews news) {
        switch (news) {
            case VoiceScored(int turn, double likelihood) ->
                send(ClientEvent.VAD_SCORE, () -> ServerMessage.vadScore(likelihood));
            case TurnJudged(int turn, double likelihood) ->
                send(ClientEvent.INTERNAL_TURN_PROBABILITY, () -> ServerMessage.turnProbability(likelihood));
            case UserIsSaying(int turn, String words) ->
                send(ClientEvent.TENTATIVE_USER_TRANSCRIPT, () -> ServerMessage.tentativeUserTranscript(turn, words));
            case UserSaid said -> userSaid(said);
            case AgentBegan(int turn) -> began(turn);
            case AgentTextGrew(int turn, String piece) -> grew(turn, piece);
            case AgentResponded(int turn, String text) -> responded(turn, text);
            case AgentInterrupted(int turn) -> send(ClientEvent.INTERRUPTION, () -> ServerMessage.interruption(turn));
            case AgentSaid said -> {
                correct(said);
                account(said.turn(), said.usage());
            }
            case ToolWanted(int turn, ToolUse use) -> {
                toolsUsedIn = turn;
                send(
                        ClientEvent.AGENT_TOOL_REQUEST,
                        () -> ServerMessage.toolRequest(turn, use, facts.toolType(use.tool())));
            }
            case ToolAnswered answered -> toolAnswered(answered);
            case PlanChanged(int turn, CallPlan plan) ->
                model = plan.mind().model().name();
            case CallNews.GuardrailTriggered triggered ->
                send(ClientEvent.GUARDRAIL_TRIGGERED, ServerMessage::guardrailTriggered);
            // No list can name these two, and a client has to know whom it is talking with.
            case TakenOver taken -> listener.accept(ServerMessage.externalAgent("connected"));
            case HandedBack back -> listener.accept(ServerMessage.externalAgent("disconnected"));
            // Whoever showed something knows it.
            case CallNews.UserShowed showed -> {}
            // Told to operators; the caller hears what the call makes of it.
            case CallNews.KnowledgeFound found -> {}
            case CallNews.TransferWanted transfer -> {}
            case CallNews.ProviderFailed failed -> {}
            case CallNews.TurnMeasured measured -> {}
            case CallNews.CallEnded ended -> {}
        }
    }

    private void userSaid(UserSaid said) {
        if (!said.typed() || !seesTyping) {
            send(ClientEvent.USER_TRANSCRIPT, () -> ServerMessage.userTranscript(said.turn(), said.words()));
        }
    }

    private void began(int turn) {
        answer.setLength(0);
        if (facts.textOnly()) {
            send(ClientEvent.AGENT_TYPING, () -> ServerMessage.typing(true));
        }
        part(turn, "start", "");
    }

    private void grew(int turn, String piece) {
        part(turn, "delta", piece);
        if (wanted.contains(ClientEvent.INTERNAL_TENTATIVE_AGENT_RESPONSE)) {
            answer.append(piece);
            listener.accept(ServerMessage.tentativeAgentResponse(answer.toString()));
        }
    }

    private void responded(int turn, String text) {
        part(turn, "stop", "");
        if (facts.textOnly()) {
            send(ClientEvent.AGENT_TYPING, () -> ServerMessage.typing(false));
        }
        if (!text.isBlank()) {
            send(ClientEvent.AGENT_RESPONSE, () -> ServerMessage.agentResponse(turn, text));
        }
    }

    private void correct(AgentSaid said) {
        if (said.cutOff() && !said.heard().equals(said.text())) {
            send(
                    ClientEvent.AGENT_RESPONSE_CORRECTION,
                    () -> ServerMessage.agentResponseCorrection(said.turn(), said.text(), said.heard()));
        }
    }

    /** A turn with tools asks the model several times, and the sum of its tokens is no size of a context. */
    private void account(int turn, Usage usage) {
        if (usage.inputTokens() > 0 && toolsUsedIn != turn) {
            send(
                    ClientEvent.CONTEXT_USAGE,
                    () -> ServerMessage.contextUsage(
                            turn, model, usage.inputTokens() + usage.outputTokens(), facts.contextTokens()));
        }
    }

    private void toolAnswered(ToolAnswered answered) {
        String type = facts.toolType(answered.use().tool());
        send(
                ClientEvent.AGENT_TOOL_RESPONSE,
                () -> ServerMessage.toolResponse(answered.turn(), answered.use(), type, answered.answer()));
        send(
                ClientEvent.AGENT_TOOL_RESPONSE_FULL_PAYLOAD,
                () -> ServerMessage.toolResponseFull(answered.turn(), answered.use(), type, answered.answer()));
    }

    private void part(int turn, String type, String text) {
        if (facts.textOnly()) {
            send(ClientEvent.AGENT_CHAT_RESPONSE_PART, () -> ServerMessage.chatPart(turn, type, text));
        }
    }

    private void send(ClientEvent event, Supplier<JsonObject> message) {
        if (wanted.contains(event)) {
            listener.accept(message.get());
        }
    }
}
