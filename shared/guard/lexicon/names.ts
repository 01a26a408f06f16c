/** First names that are common where these four languages are spoken; folded. They tell a first name from a surname, no more. */
export const FIRST_NAMES: ReadonlySet<string> = new Set(
  (
    "james john robert michael william david richard joseph thomas tom charles daniel matthew anthony mark paul steven andrew kenneth george kevin brian edward ronald timothy jason jeffrey ryan jacob gary nicholas eric jonathan stephen larry justin scott brandon benjamin ben samuel sam gregory frank alexander alex patrick jack dennis jerry peter pete henry harry oliver liam noah ethan lucas luke adam max oscar leo simon martin philip phil ian neil graham " +
    "mary patricia jennifer linda elizabeth barbara susan jessica sarah karen nancy lisa betty margaret sandra ashley kimberly emily donna michelle carol amanda melissa deborah stephanie rebecca laura sharon cynthia kathleen amy angela shirley anna ann emma olivia sophia sophie ava mia charlotte amelia grace lucy chloe ella ruth alice jane kate julia rachel hannah helen claire victoria zoe " +
    "marco luca andrea matteo alessandro francesco lorenzo davide simone giovanni giuseppe antonio mario luigi pietro paolo stefano roberto riccardo federico gabriele tommaso leonardo filippo edoardo giacomo giorgio massimo fabio claudio enrico vincenzo salvatore carlo alberto angelo bruno dario nicola nicolo emanuele sergio franco gianni " +
    "giulia sofia aurora martina chiara sara francesca alessia elena anna federica valentina silvia paola laura lucia maria rosa teresa giovanna caterina beatrice bianca camilla ilaria elisa cristina monica daniela simona roberta patrizia barbara serena noemi irene marta emma greta viola " +
    "marcos juan jose luis carlos jorge miguel manuel pedro francisco javier antonio alejandro rafael fernando sergio diego pablo alvaro adrian ruben ivan oscar raul enrique ramon vicente alberto hugo mateo martin lucas nicolas tomas andres felipe santiago ignacio jaime eduardo roberto ricardo guillermo " +
    "carmen isabel ana pilar dolores cristina lucia paula sandra raquel patricia natalia marta rocio alba irene silvia mercedes beatriz julia andrea angela nuria eva lorena monica elena sonia alicia ines clara luisa mariana gabriela valeria daniela camila fernanda veronica " +
    "joao paulo antonio francisco carlos lucas luiz marcelo rafael gustavo rodrigo fernando bruno felipe thiago tiago andre leandro davi daniel gabriel matheus guilherme vinicius caio henrique leonardo murilo otavio renato sergio vitor jose manuel rui nuno goncalo diogo " +
    "adriana juliana marcia fernanda patricia aline amanda bruna camila leticia larissa mariana beatriz vitoria helena luiza renata vanessa simone raquel claudia isabela carolina jessica tatiana catarina ines joana margarida amelia luana thais"
  ).split(" "),
);

/** A firm wrote, not a person. */
export const COMPANY_WORDS: ReadonlySet<string> = new Set(
  "srl srls spa snc sas ltd limited llc inc corp gmbh ag sl slu sa sau sarl lda ltda eireli me epp plc co company team office ufficio azienda empresa store shop negozio tienda loja hotel restaurant ristorante restaurante studio farmacia pharmacy bar cafe group gruppo grupo services servizi servicios servicos support assistenza customer cliente client".split(
    " ",
  ),
);

const PAIRS =
  "bob:robert,roberta bobby:robert rob:robert bill:william billy:william will:william liam:william dick:richard rick:richard rich:richard jim:james jimmy:james jack:john,jackson johnny:john ted:edward,theodore ned:edward chuck:charles charlie:charles,charlotte hank:henry harry:henry,harold larry:lawrence,lorenzo tony:anthony,antonio liz:elizabeth beth:elizabeth betty:elizabeth lizzie:elizabeth peggy:margaret maggie:margaret meg:margaret kate:katherine,catherine kathy:katherine,kathleen katie:katherine,catherine cathy:catherine sally:sarah polly:mary molly:mary amy:amelia millie:amelia,camilla mel:amelia,melissa,melanie nan:nancy sandy:alexandra,sandra alex:alexander,alexandra,alejandro,alessandro,alessandra,alexandre xander:alexander sasha:alexander gina:regina,luigina mike:michael mick:michael dave:david steve:steven,stephen chris:christopher,christina,cristina,cristian tina:christina,cristina,martina nick:nicholas,nicola,nicolas andy:andrew,andrea drew:andrew becky:rebecca jenny:jennifer jen:jennifer kim:kimberly vicky:victoria vicki:victoria ron:ronald don:donald zack:zachary zach:zachary " +
  "beppe:giuseppe peppe:giuseppe peppino:giuseppe pino:giuseppe gianni:giovanni nanni:giovanni gigi:luigi,luigina totò:antonio toto:antonio,salvatore tonino:antonio nino:antonio,giovanni mimmo:domenico mimma:domenica ciccio:francesco franco:francesco checco:francesco cecco:francesco ceci:cecilia lele:gabriele,emanuele,raffaele manu:emanuele,manuela,emanuela,manuel sandro:alessandro sandra:alessandra ale:alessandro,alessandra,alejandro,alejandra dodo:edoardo edo:edoardo pippo:filippo vale:valentina,valerio,valeria fede:federico,federica teo:matteo,teodoro,mateo giusi:giuseppina pina:giuseppina lella:raffaella,gabriella rico:enrico,federico enzo:vincenzo,lorenzo renzo:lorenzo " +
  "pepe:jose pepa:josefa josele:jose paco:francisco paca:francisca pancho:francisco fran:francisco,francisca curro:francisco kiko:francisco,enrique quique:enrique nacho:ignacio lola:dolores loli:dolores mari:maria,mariana chelo:consuelo concha:concepcion conchi:concepcion maite:maria,teresa charo:rosario chema:jose,maria memo:guillermo guille:guillermo beto:alberto,roberto,norberto tito:alberto,ernesto lalo:eduardo edu:eduardo rafa:rafael santi:santiago yago:santiago javi:javier dani:daniel,daniela sergi:sergio toño:antonio tono:antonio pili:pilar merche:mercedes menchu:carmen nando:fernando fer:fernando,fernanda isa:isabel,isabela,elisa bea:beatriz,beatrice cris:cristina,cristian " +
  "ze:jose zeca:jose zezinho:jose juca:jose chico:francisco quico:francisco tiao:sebastiao bia:beatriz beto:roberto,alberto,humberto duda:eduardo,eduarda,maria dudu:eduardo gabi:gabriel,gabriela guga:gustavo gui:guilherme guto:gustavo,augusto leo:leonardo,leandro,leopoldo lu:luciana,lucia,luiza,luisa malu:maria,luiza,luisa mila:camila nanda:fernanda rafa:rafael,rafaela tati:tatiana tonho:antonio toninho:antonio vivi:viviane xande:alexandre joca:joao joãozinho:joao nando:fernando";

/** For whom a short form may stand; folded. */
export const SHORT_FORMS: ReadonlyMap<string, readonly string[]> = (() => {
  const forms = new Map<string, readonly string[]>();
  for (const pair of PAIRS.split(" ")) {
    const [short = "", full = ""] = pair.normalize("NFD").replaceAll(/\p{M}/gu, "").split(":");
    forms.set(short, [...(forms.get(short) ?? []), ...full.split(",")]);
  }
  return forms;
})();

/** Words with a capital behind a greeting that name nobody; folded. */
export const NOBODY: ReadonlySet<string> = new Set(
  (
    "i i'm im it it's this that there all everyone everybody team folks guys again back you your my we our the a sir madam customer client guest guests friend friends neighbour colleague colleagues ladies valued monday tuesday wednesday thursday friday saturday sunday january february march april may june july august september october november december thanks thank thank-you sorry please just yes no ok okay good welcome here for from how what when where who why as if so is are can could would will have do did don't not mr mrs ms dr prof miss " +
    "sono siamo qui tutti tutte a lei le la il lo i gli un una cliente clienti signore signora signori signorina gentile ospite amico amica grazie scusi scusa mi ci ti si no per con di da del della come cosa quando dove chi perche purtroppo ecco certo bene buon buona lunedi martedi mercoledi giovedi venerdi sabato domenica ho ha abbiamo il suo sua suo tuo tua puo non " +
    "soy somos aqui aqui todos todas senor senora senores senorita cliente clientes huesped amigo amiga gracias disculpe perdone por para con de del como que cuando donde quien el la los las lo un una mi me se te le su sus tu ya si no claro bien buen lunes martes miercoles jueves viernes sabado domingo hemos he ha puede " +
    "sou aqui e o os a as um uma todos todas pessoal galera gente senhor senhora senhores cliente clientes hospede obrigado obrigada desculpe desculpa por para com do da seu sua seus meu minha nos me eu voce ja sim nao claro bem bom boa segunda terca quarta quinta sexta tudo pedido vi vou tenho temos pode"
  ).split(" "),
);
